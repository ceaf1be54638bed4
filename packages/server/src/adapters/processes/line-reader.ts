import type { Readable } from "node:stream";

/** Calls `onLine` for each line of UTF-8 text; calls `onTooLong` once, and nothing more, when a line passes `limitBytes`. */
export function readLines(
  stream: Readable,
  options: {
    readonly limitBytes: number;
    readonly onLine: (line: string) => void;
    readonly onTooLong: () => void;
  },
): void {
  const { limitBytes, onLine, onTooLong } = options;
  let chunks: Buffer[] = [];
  let bytes = 0;
  let stopped = false;
  stream.on("data", (chunk: Buffer) => {
    let rest = chunk;
    while (!stopped) {
      const end = rest.indexOf(0x0a);
      const part = end === -1 ? rest : rest.subarray(0, end);
      bytes += part.length;
      if (bytes > limitBytes) {
        stopped = true;
        chunks = [];
        onTooLong();
        return;
      }
      chunks.push(part);
      if (end === -1) return;
      const line = Buffer.concat(chunks).toString("utf8");
      chunks = [];
      bytes = 0;
      rest = rest.subarray(end + 1);
      onLine(line);
    }
  });
}
