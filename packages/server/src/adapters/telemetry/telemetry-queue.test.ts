import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { ObservedCall } from "../../observe/observed-call.ts";
import { createTelemetryQueue } from "./telemetry-queue.ts";

const call = (requestId: string) => ({ requestId }) as ObservedCall;
const idsOf = (calls: readonly ObservedCall[]) => calls.map(({ requestId }) => requestId);

/** A queue whose deliveries end when the test says so. */
function held() {
  const delivered: string[][] = [];
  const lost: [number, string][] = [];
  const release: ((error?: Error) => void)[] = [];
  let ended = false;
  const queue = createTelemetryQueue({
    limits: { waiting: 4, batch: 2, gatherMillis: 60_000, closeMillis: 60_000 },
    deliver(calls) {
      delivered.push(idsOf(calls));
      return new Promise((resolve, reject) => {
        release.push((error) => (error === undefined ? resolve() : reject(error)));
      });
    },
    lost: (calls, why) => lost.push([calls, why]),
    end: async () => {
      ended = true;
    },
  });
  const nextRelease = async () => {
    while (release.length === 0) await new Promise(setImmediate);
    return release.shift();
  };
  return { queue, delivered, lost, nextRelease, hasEnded: () => ended };
}

it(
  verifies(
    "telemetry.otlp-drops",
    "what does not fit is dropped at once and counted, and the rest is delivered in order",
  ),
  async () => {
    const { queue, delivered, lost, nextRelease, hasEnded } = held();
    for (const id of ["a", "b", "c", "d", "e", "f"]) queue.offer(call(id));
    expect(queue.dropped()).toBe(2);
    expect(lost).toEqual([[1, "too many wait"]]);
    const closing = queue.close();
    (await nextRelease())?.();
    (await nextRelease())?.();
    await closing;
    expect(delivered).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(hasEnded()).toBe(true);
  },
);

it(
  verifies("telemetry.otlp-drops", "a group that does not arrive is counted, said, and not tried again"),
  async () => {
    const { queue, delivered, lost, nextRelease } = held();
    queue.offer(call("a"));
    queue.offer(call("b"));
    queue.offer(call("c"));
    const closing = queue.close();
    (await nextRelease())?.(new Error("no such host"));
    (await nextRelease())?.();
    await closing;
    expect(delivered).toEqual([["a", "b"], ["c"]]);
    expect(queue.dropped()).toBe(2);
    expect(lost).toEqual([[2, "no such host"]]);
  },
);

it(verifies("telemetry.otlp-drops", "losses are said at the first, the tenth and the hundredth call"), () => {
  const { queue, lost } = held();
  for (let index = 0; index < 4 + 150; index += 1) queue.offer(call(String(index)));
  expect(lost.map(([calls]) => calls)).toEqual([1, 10, 100]);
  expect(queue.dropped()).toBe(150);
});

it(
  verifies("telemetry.otlp-drops", "a destination that never answers does not keep the process"),
  async () => {
    const lost: string[] = [];
    const queue = createTelemetryQueue({
      limits: { waiting: 10, batch: 2, gatherMillis: 60_000, closeMillis: 1 },
      deliver: () => new Promise(() => {}),
      lost: (_calls, why) => lost.push(why),
      end: () => new Promise(() => {}),
    });
    queue.offer(call("a"));
    await queue.close();
    expect(lost).toEqual(["the process ended before all was delivered"]);
  },
);
