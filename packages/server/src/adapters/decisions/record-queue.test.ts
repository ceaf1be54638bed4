import { Deserializer } from "node:v8";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { Insert } from "../store/libsql-message.ts";
import { createRecordQueue, type RecordEntry } from "./record-queue.ts";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const decision = (id: string): RecordEntry => ({
  kind: "decision",
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
const outcome = (id: string): RecordEntry => ({
  kind: "outcome",
  row: { seq: 2, decision_id: id, time: "t", document: '{"late":1}' },
});

function rowsOf({ rows, columns, bytes }: Insert): unknown[][] {
  const values = new Deserializer(bytes);
  values.readHeader();
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => values.readValue()));
}

/** A queue whose writes end when they are told to; `written` has the rows of each attempt by table. */
function heldQueue() {
  const written: Record<string, unknown[][]>[] = [];
  let end: ((error?: Error) => void) | undefined;
  const queue = createRecordQueue({
    limits: { entries: 10, bytes: 1_000, batch: 10 },
    log: quiet,
    write(batch) {
      const tables = batch.inserts().map((insert) => [/into (\w+)/.exec(insert.into)?.[1], rowsOf(insert)]);
      written.push(Object.fromEntries(tables));
      return new Promise((resolve, reject) => {
        end = (error) => (error === undefined ? resolve() : reject(error));
      });
    },
  });
  return { queue, written, end: (error?: Error) => end?.(error) };
}

/** A group is taken some turns after it is asked for. */
const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

it(
  verifies(
    "records.kept",
    "puts an outcome beside its decision until that is being written, and never after",
  ),
  async () => {
    const { queue, written, end } = heldQueue();
    queue.push(decision("a"), "usual");
    queue.push(decision("b"), "usual");
    expect(queue.amend("a", '{"ended":1}')).toBe(true);
    expect(queue.amend("a", '{"ended":2}')).toBe(false);
    const flushed = queue.flush();
    await turns();
    expect(written).toEqual([
      {
        decision: [
          [1, "a", "r", "g", "ALLOW", "t", "{}", '{"ended":1}', null],
          [1, "b", "r", "g", "ALLOW", "t", "{}", null, null],
        ],
      },
    ]);
    expect(queue.amend("b", "{}")).toBe(false);
    end();
    await flushed;
    expect(queue.amend("unknown", "{}")).toBe(false);
  },
);

it(
  verifies("records.recovers", "tries a group again as it was, and then what came in the meantime"),
  async () => {
    const { queue, written, end } = heldQueue();
    queue.push(decision("a"), "usual");
    const failed = queue.flush();
    await turns();
    queue.push(outcome("a"), "twice");
    queue.push(decision("b"), "usual");
    end(new Error("the disk is full"));
    await expect(failed).rejects.toThrow("the disk is full");
    const flushed = queue.flush();
    await turns();
    end();
    await turns();
    end();
    await flushed;
    const a = [1, "a", "r", "g", "ALLOW", "t", "{}", null, null];
    expect(written).toEqual([
      { decision: [a] },
      { decision: [a] },
      {
        decision_outcome: [[2, "a", "t", '{"late":1}']],
        decision: [[1, "b", "r", "g", "ALLOW", "t", "{}", null, null]],
      },
    ]);
    expect(await queue.close()).toBe(0);
  },
);

it(verifies("records.kept", "loses none of two decisions of one id"), async () => {
  const { queue, written, end } = heldQueue();
  queue.push(decision("a"), "usual");
  queue.push(decision("a"), "usual");
  const flushed = queue.flush();
  await turns();
  end();
  await flushed;
  expect(written.map(({ decision: rows }) => rows?.length)).toEqual([2]);
});

it(
  verifies("records.fail-closed", "counts the outcomes that it holds, and takes none beyond its room"),
  () => {
    const queue = createRecordQueue({
      limits: { entries: 10, bytes: 10, batch: 10 },
      log: quiet,
      write: async () => {},
    });
    queue.push(decision("a"), "usual");
    expect(queue.amend("a", "x".repeat(19))).toBe(false);
    expect(queue.amend("a", "x".repeat(18))).toBe(true);
    expect(queue.push(decision("b"), "usual")).toBe(false);
  },
);
