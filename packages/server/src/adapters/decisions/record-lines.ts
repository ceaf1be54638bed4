import type { Writable } from "node:stream";
import type { Log } from "../../log.ts";
import { type AppendLines, openRotatingFile } from "./rotating-file.ts";

/** Where decision records go as JSON lines, beside the store. */
export interface RecordLines {
  /** Whether each line leaves the process when it is written. */
  readonly atOnce: boolean;
  write(line: string): void;
  close(): Promise<void>;
}

/** Bytes that may wait for a slow reader; what comes then is left out, since the store has it. */
const waitingLimit = 16 * 1024 * 1024;
const rotateAtBytes = 64 * 1024 * 1024;

/**
 * Appends to a file that its owner alone can read, or writes to standard output for `-`. A file that would exceed
 * `rotateAt` bytes (64 MiB) becomes `<file>.1`, in place of an earlier one; a pipe or device is never renamed.
 * @throws Error when the file cannot be opened.
 */
export async function openRecordLines(
  target: string,
  log: Log,
  rotateAt = rotateAtBytes,
): Promise<RecordLines> {
  const lost = createLoss(target === "-" ? "standard output" : target, log);
  if (target === "-") {
    const append = toStream(process.stdout, lost);
    return { atOnce: true, write: (line) => append(`${line}\n`, 1), close: async () => {} };
  }
  const file = await openRotatingFile(target, { rotateAt, open: (stream) => toStream(stream, lost), log });
  return { atOnce: false, write: (line) => file.write(line), close: () => file.close() };
}

/** Counts lines that are missing. */
function createLoss(name: string, log: Log): (why: string, lines: number) => void {
  let lost = 0;
  let loudAt = 1;
  return (why, lines) => {
    lost += lines;
    // Powers of ten: loud at once, and not once for each of a million lines.
    if (lost >= loudAt) {
      while (loudAt <= lost) loudAt *= 10;
      log.error(
        { to: name, lost, why },
        "decision records are missing from the JSON lines; the store has them",
      );
    }
  };
}

function toStream(stream: Writable, lose: (why: string, lines: number) => void): AppendLines {
  let failed = false;
  stream.on("error", (error) => {
    failed = true;
    lose(error.message, 1);
  });
  return (text, lines) => {
    if (failed) lose("an earlier write has failed", lines);
    else if (stream.writableLength > waitingLimit) lose("the reader does not keep up", lines);
    else stream.write(text);
  };
}
