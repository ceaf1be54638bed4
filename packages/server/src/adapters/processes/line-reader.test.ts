import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { readLines } from "./line-reader.ts";

function read(limitBytes: number, pieces: readonly (string | Buffer)[]): readonly string[] {
  const lines: string[] = [];
  const stream = new PassThrough();
  readLines(stream, {
    limitBytes,
    onLine: (line) => lines.push(line),
    onTooLong: () => lines.push("(too long)"),
  });
  for (const piece of pieces) stream.emit("data", Buffer.from(piece));
  return lines;
}

it.each<[string, readonly (string | Buffer)[], readonly string[]]>([
  ["whole lines", ["a\nb\n"], ["a", "b"]],
  ["a line in pieces", ["a", "b", "c\nd"], ["abc"]],
  ["empty lines", ["\n\na\n"], ["", "", "a"]],
  ["a character cut in two", [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ["é"]],
  ["a line as long as the limit", ["12345678\n"], ["12345678"]],
  ["a line that is too long, and nothing after it", ["a\n123456789", "\nb\n"], ["a", "(too long)"]],
])("reads %s", (_what, pieces, expected) => {
  expect(read(8, pieces)).toEqual(expected);
});
