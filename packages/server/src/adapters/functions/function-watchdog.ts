/** A thread beside the handler that still runs when the handler does not yield: ends the process when the server is gone or memory runs over. */
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** What Node.js itself takes beside the handler's heap, in MB. */
const baselineMb = 128;
const everyMillis = 200;

const { memoryMb, parent } = workerData as { readonly memoryMb: number; readonly parent: number };

setInterval(() => {
  const usedMb = Math.round(process.memoryUsage.rss() / 1_048_576);
  const tooMuch = usedMb > memoryMb + baselineMb;
  if (tooMuch) {
    writeSync(
      2,
      `the process uses ${usedMb} MB; memoryMb ${memoryMb} and ${baselineMb} MB for Node.js are allowed\n`,
    );
  }
  if (tooMuch || process.ppid !== parent) process.kill(-process.pid, "SIGKILL");
}, everyMillis);
