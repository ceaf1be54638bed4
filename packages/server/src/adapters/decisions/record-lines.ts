import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Writable } from "node:stream";
import type { Log } from "../../log.ts";

/** Where decision records go as JSON lines, beside the store. */
export interface RecordLines {
  write(line: string): void;
  close(): Promise<void>;
}

/** Bytes that may wait for a slow reader; what comes then is left out, since the store has it. */
const waitingLimit = 16 * 1024 * 1024;

/**
 * Appends to a file that its owner alone can read, or writes to standard output for `-`.
 * @throws Error when the file cannot be opened.
 */
export async function openRecordLines(target: string, log: Log): Promise<RecordLines> {
  if (target === "-") return toStream(process.stdout, "standard output", log, async () => {});
  const handle = await open(target, "a", 0o600);
  const stream = createWriteStream("", { fd: handle });
  return toStream(stream, target, log, async () => {
    if (stream.destroyed) return;
    stream.end();
    await once(stream, "close");
  });
}

function toStream(stream: Writable, name: string, log: Log, close: () => Promise<void>): RecordLines {
  let lost = 0;
  let failed = false;
  function lose(why: string): void {
    lost += 1;
    // Powers of ten: loud at once, and not once for each of a million lines.
    if (Number.isInteger(Math.log10(lost))) {
      log.error(
        { to: name, lost, why },
        "decision records are missing from the JSON lines; the store has them",
      );
    }
  }
  stream.on("error", (error) => {
    failed = true;
    lose(error.message);
  });
  return {
    write(line) {
      if (failed) lose("an earlier write has failed");
      else if (stream.writableLength > waitingLimit) lose("the reader does not keep up");
      else stream.write(`${line}\n`);
    },
    close,
  };
}
