import type { ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createAnswerStream } from "./answer-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function build() {
  const heads: object[] = [];
  const leased: number[] = [];
  const wire = new PassThrough({ readableHighWaterMark: 1, writableHighWaterMark: 1 });
  const response = Object.assign(wire, {
    writeHead: (_status: number, head: object) => heads.push(head),
    setTimeout: () => {},
  });
  const stream = createAnswerStream(response as unknown as ServerResponse, {
    lease: { add: (bytes) => leased.push(bytes) },
    headers: { "x-amzn-requestid": "r" },
    unreadMillis: 60_000,
  });
  const read = () => String(wire.read() ?? "");
  return { stream, wire, heads, leased, read };
}

it(verifies("streamed.order", "nothing is sent before there is something to tell"), () => {
  const { stream, heads, read } = build();
  expect(stream.state()).toBe("unused");
  const { notify } = stream.begin("debug");
  expect([stream.state(), heads]).toEqual(["begun", []]);
  notify('{"a":1}');
  expect([stream.state(), heads]).toEqual([
    "told",
    [
      {
        "x-amzn-requestid": "r",
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    ],
  ]);
  expect(read()).toBe('event: message\ndata: {"a":1}\n\n');
});

it("a message that has line breaks stays one event, and what is sent is counted", () => {
  const { stream, leased, read } = build();
  stream.end('{\r\n"a":\r1,\n"b":2}');
  expect(read()).toBe('event: message\ndata: {\ndata: "a":\ndata: 1,\ndata: "b":2}\n\n');
  expect(leased).toEqual([57]);
});

it(
  verifies(
    "streamed.keep-alive",
    "a silence is filled with a comment every fifteen seconds, up to the answer",
  ),
  () => {
    const { stream, read } = build();
    stream.begin(undefined);
    vi.advanceTimersByTime(14_999);
    expect(read()).toBe("");
    vi.advanceTimersByTime(1);
    expect([read(), stream.state()]).toEqual([": still working\n\n", "told"]);
    vi.advanceTimersByTime(15_000);
    expect(read()).toBe(": still working\n\n");
    stream.end("{}");
    expect(read()).toBe("event: message\ndata: {}\n\n");
    expect(vi.getTimerCount()).toBe(0);
  },
);

it("who does not read gets no further comments", () => {
  const { stream, wire, leased } = build();
  stream.begin(undefined);
  vi.advanceTimersByTime(30_000);
  expect([wire.writableLength > 0, leased.length]).toEqual([true, 1]);
  vi.advanceTimersByTime(600_000);
  expect(leased.length).toBe(1);
});

it(verifies("streamed.leaving", "a caller who leaves is noticed, and nothing is sent any more"), async () => {
  const { stream, wire, leased } = build();
  const { gone, notify } = stream.begin(undefined);
  expect(gone.aborted).toBe(false);
  wire.destroy();
  await new Promise((closed) => wire.once("close", closed));
  expect([gone.aborted, vi.getTimerCount()]).toEqual([true, 0]);
  notify("{}");
  stream.end("{}");
  expect(leased).toEqual([]);
});

it("a caller who has left before is noticed at once", () => {
  const { stream, wire } = build();
  wire.destroy();
  expect(stream.begin(undefined).gone.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
