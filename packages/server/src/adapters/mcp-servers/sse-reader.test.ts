import fc from "fast-check";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createSseReader } from "./sse-reader.ts";

const message = (data: string) => ({ event: "message", data });

it.each<[string, string, readonly object[]]>([
  ["one event", "data: a\n\n", [message("a")]],
  ["no space, and a second space", "data:a\n\ndata:  b\n\n", [message("a"), message(" b")]],
  ["several lines of data", "data: {\ndata: }\n\n", [message("{\n}")]],
  [
    "line ends of all kinds",
    "data: a\r\n\r\ndata: b\r\rdata: c\n\n",
    [message("a"), message("b"), message("c")],
  ],
  ["comments and unknown fields", ": hi\nfoo: x\ndata: a\nretry: soon\n\n", [message("a")]],
  [
    "an event with a name",
    "event: ping\ndata: a\n\ndata: b\n\n",
    [{ event: "ping", data: "a" }, message("b")],
  ],
  ["an event without data", "event: x\n\nid: 1\n\n", []],
  ["an event with empty data", "data\n\n", [message("")]],
  ["an event that is cut off", "data: a\n\ndata: b\n", [message("a")]],
  ["a byte order mark", "\ufeffdata: a\n\n", [message("a")]],
])(verifies("mcp-servers.sse", "reads %s, however the stream is cut"), (_what, text, expected) => {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const reader = createSseReader();
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(pieces.flatMap((piece) => reader.push(piece))).toEqual(expected);
    }),
  );
});

it("knows where the stream can be taken up again, and when", () => {
  const reader = createSseReader();
  expect([reader.lastEventId, reader.retryMillis]).toEqual([undefined, undefined]);
  reader.push("id: 7\nretry: 250\ndata\n\nid: bad\0id\nretry: 1e9\ndata: x\n\n");
  expect([reader.lastEventId, reader.retryMillis]).toEqual(["7", 250]);
});
