import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createHandlerOutput } from "./handler-output.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const quarter = 256 * 1024;

it(
  verifies("security.handler-output", "no more than 256 KiB a second is read of what a handler prints"),
  async () => {
    const silent = { error() {}, warn() {}, info() {}, debug() {} };
    const stream = new PassThrough({ highWaterMark: 16 * quarter });
    createHandlerOutput("function", "tool", silent).follow(stream, "stdout");
    for (let written = 0; written < 4 * quarter; written += 65_536) stream.write("\n".repeat(65_536));
    for (const left of [3, 2, 1, 0]) {
      await vi.advanceTimersByTimeAsync(900);
      expect(stream.readableLength + stream.writableLength).toBe(left * quarter);
      await vi.advanceTimersByTimeAsync(100);
    }
    stream.write("after the flood\n");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stream.readableLength + stream.writableLength).toBe(0);
  },
);
