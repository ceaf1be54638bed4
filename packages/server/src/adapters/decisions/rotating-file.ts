import { once } from "node:events";
import { createWriteStream, openSync, renameSync, type WriteStream } from "node:fs";
import { open, realpath } from "node:fs/promises";
import type { Log } from "../../log.ts";

/** How long a line waits for others, so that they are written at once. */
const gatherMillis = 20;
const gatherBytes = 262_144;
const newline = 0x0a;

/** Takes lines, each with its end, and how many they are. */
export type AppendLines = (text: string | Uint8Array, lines: number) => void;

/** A file of lines that is set aside when it has grown. */
export interface RotatingFile {
  write(line: string): void;
  /** Resolves when every line is in its file. */
  close(): Promise<void>;
}

/**
 * Opens a file that its owner alone can read. A line that would make it larger than `rotateAt` bytes goes into a new
 * one, and the old one becomes `<file>.1`. `open` says how lines get into a stream.
 * @throws Error when the file cannot be opened.
 */
export async function openRotatingFile(
  target: string,
  options: {
    readonly rotateAt: number;
    readonly open: (stream: WriteStream) => AppendLines;
    readonly log: Log;
  },
): Promise<RotatingFile> {
  const { rotateAt, log } = options;
  const handle = await open(target, "a", 0o600);
  const stats = await handle.stat();
  // Through a link: the file is renamed and the link stays.
  const path = await realpath(target);
  const streams = new Set<WriteStream>();
  let size = stats.size;
  // As bytes, outside of the heap: as strings, thousands a second would outlive the young generation.
  let gathered: Buffer | undefined;
  let gatheredBytes = 0;
  let gatheredLines = 0;
  let timer: NodeJS.Timeout | undefined;
  let [stream, append] = follow(createWriteStream("", { fd: handle }));

  function follow(started: WriteStream): readonly [WriteStream, AppendLines] {
    streams.add(started);
    started.once("close", () => streams.delete(started));
    return [started, options.open(started)];
  }

  function rotate(): void {
    flush();
    try {
      renameSync(path, `${path}.1`);
      const next = follow(createWriteStream("", { fd: openSync(path, "a", 0o600) }));
      // What waits is still written, into the file that now has another name.
      stream.end();
      [stream, append] = next;
    } catch (error) {
      log.error({ err: error, file: path }, "the file of JSON lines could not be set aside, and grows on");
    }
    size = 0;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (gathered !== undefined) append(gathered.subarray(0, gatheredBytes), gatheredLines);
    gathered = undefined;
    gatheredBytes = 0;
    gatheredLines = 0;
  }

  return {
    write(line) {
      const bytes = Buffer.byteLength(line) + 1;
      if (stats.isFile() && size > 0 && size + bytes > rotateAt) rotate();
      size += bytes;
      if (gathered !== undefined && gatheredBytes + bytes > gathered.length) flush();
      gathered ??= Buffer.allocUnsafeSlow(Math.max(bytes, gatherBytes));
      gatheredBytes += gathered.write(line, gatheredBytes);
      gathered[gatheredBytes] = newline;
      gatheredBytes += 1;
      gatheredLines += 1;
      timer ??= setTimeout(flush, gatherMillis);
    },
    async close() {
      flush();
      stream.end();
      await Promise.all([...streams].map((open) => once(open, "close")));
    },
  };
}
