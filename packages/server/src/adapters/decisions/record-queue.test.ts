import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createRecordQueue } from "./record-queue.ts";
import type { RecordEntry } from "./record-store.ts";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const decision = (id: string): RecordEntry => ({
  kind: "decision",
  outcome: null,
  row: {
    seq: 1,
    decision_id: id,
    request_id: "r",
    gateway_id: "g",
    decision: "ALLOW",
    time: "t",
    document: "{}",
    trace_id: null,
  },
});

it(
  verifies(
    "records.kept",
    "puts an outcome beside its decision until that is being written, and never after",
  ),
  async () => {
    const asked: (readonly RecordEntry[])[] = [];
    let release = () => {};
    const queue = createRecordQueue({
      limits: { entries: 10, bytes: 1_000, batch: 10 },
      log: quiet,
      write(entries) {
        asked.push(structuredClone(entries));
        return new Promise((resolve) => {
          release = resolve;
        });
      },
    });
    queue.push(decision("a"), { exceed: false });
    queue.push(decision("b"), { exceed: false });
    expect(queue.amend("a", '{"ended":1}')).toBe(true);
    expect(queue.amend("a", '{"ended":2}')).toBe(false);
    const flushed = queue.flush();
    // The group is taken one turn after it is asked for.
    await Promise.resolve();
    await Promise.resolve();
    expect(asked.map((group) => group.map((entry) => entry.kind === "decision" && entry.outcome))).toEqual([
      ['{"ended":1}', null],
    ]);
    expect(queue.amend("b", "{}")).toBe(false);
    release();
    await flushed;
    expect(queue.amend("unknown", "{}")).toBe(false);
  },
);

it(
  verifies("records.fail-closed", "counts the outcomes that it holds, and takes none beyond its room"),
  () => {
    const queue = createRecordQueue({
      limits: { entries: 10, bytes: 10, batch: 10 },
      log: quiet,
      write: async () => {},
    });
    queue.push(decision("a"), { exceed: false });
    expect(queue.amend("a", "x".repeat(19))).toBe(false);
    expect(queue.amend("a", "x".repeat(18))).toBe(true);
    expect(queue.push(decision("b"), { exceed: false })).toBe(false);
  },
);
