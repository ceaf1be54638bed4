import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDecisionLog, type DecisionRecord } from "@toolgate/server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

type Log = Awaited<ReturnType<typeof createDecisionLog>>;
type Handshake = Parameters<Log["handshake"]>[0];

const start = Date.UTC(2026, 0, 31);
const minute = 60_000;
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const traceId = "0af7651916cd43dd8448eb211c80319c";

let folder: string;
let log: Log;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-observed-"));
  log = await open();
});
afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (limits?: { entries: number }) =>
  createDecisionLog({
    file: join(folder, limits === undefined ? "records.db" : "small.db"),
    keep: { maxAgeDays: 30, maxRows: 100_000, maxBytes: 1_073_741_824 },
    clock: { now: () => start },
    log: quiet,
    limits,
  });

const at = (millis: number) => new Date(start + millis).toISOString();

const decided = (id: string, millis: number, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  decisionId: id,
  requestId: `request-${id}`,
  time: at(millis),
  gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/pay-1",
  gatewayId: "pay-1",
  method: "tools/call",
  action: "Pay___send",
  targetId: "T",
  mode: "NONE",
  decision: "ALLOW",
  enforced: "ALLOW",
  code: "NO_POLICY_ENGINE",
  reason: "",
  determiningPolicies: [],
  erroredPolicies: [],
  logOnlyMatched: [],
  logOnlyFlipping: [],
  micros: 1,
  ...more,
});

const shaken = (id: string, millis: number, more: Partial<Handshake> = {}): Handshake => ({
  handshakeId: id,
  requestId: `request-${id}`,
  time: at(millis),
  gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/pay-1",
  gatewayId: "pay-1",
  method: "initialize",
  trace: { traceId: `request${id}`, spanId: "s", messageId: "1", answeredMicros: 1 },
  ...more,
});

type Query = Parameters<Log["observed"]["find"]>[0];
const find = async (query: Partial<Query>) =>
  (await log.observed.find({ order: "oldest-first", limit: 100, ...query })).map(({ call }) =>
    "decisionId" in call ? call.decisionId : call.handshakeId,
  );

it(
  verifies(
    "telemetry.logs.read",
    "decisions and handshakes come in one order, from either end, as far as asked",
  ),
  async () => {
    log.record(decided("a", 0));
    log.handshake(shaken("b", 1));
    log.record(decided("c", 2, { gatewayId: "pay-2" }));
    log.handshake(shaken("d", 3));
    expect(await find({})).toEqual(["a", "b", "c", "d"]);
    expect(await find({ order: "newest-first" })).toEqual(["d", "c", "b", "a"]);
    expect(await find({ limit: 3 })).toEqual(["a", "b", "c"]);
    expect(await find({ limit: 2, order: "newest-first" })).toEqual(["d", "c"]);
    const numbers = (await log.observed.find({ order: "oldest-first", limit: 10 })).map(({ seq }) => seq);
    expect(await find({ start: numbers[2] })).toEqual(["c", "d"]);
    expect(await find({ start: numbers[1], order: "newest-first" })).toEqual(["b", "a"]);
    expect(await find({ gatewayIds: ["pay-1"] })).toEqual(["a", "b", "d"]);
    expect(await find({ gatewayIds: [] })).toEqual([]);
  },
);

it(
  verifies("telemetry.logs.read", "a call that ends within the time is there, however long ago it began"),
  async () => {
    log.record(decided("slow", 0));
    // So that the outcome comes too late to stand beside its decision.
    await log.flush();
    log.record(decided("quick", 10 * minute));
    log.outcome("slow", { result: "success", time: at(10 * minute), millis: 10 * minute });
    log.record(decided("later", 20 * minute));
    expect(await find({ from: start + 9 * minute, to: start + 11 * minute })).toEqual(["slow", "quick"]);
    expect(await find({ from: start + 11 * minute })).toEqual(["later"]);
    expect(await find({ from: start + 21 * minute })).toEqual([]);
    expect(await find({ to: start - minute })).toEqual([]);
    const [first] = await log.observed.find({ order: "oldest-first", limit: 1 });
    expect(first?.call).toMatchObject({ outcome: { result: "success" } });
  },
);

it(verifies("telemetry.one-id", "a trace is found by its own id, its request and its decision"), async () => {
  const requestId = "01987654-3210-7abc-8def-0123456789ab";
  const own = { traceId: "0198765432107abc8def0123456789ab", spanId: "s", messageId: "1", answeredMicros: 1 };
  log.record(decided("own", 0, { requestId, trace: own }));
  log.record(decided("continued", 1, { requestId: "other", trace: { ...own, traceId } }));
  log.handshake(shaken("h", 2, { requestId: "third", trace: { ...own, traceId } }));
  const ids = async (id: string) => (await log.observed.ofTrace(id)).map(({ requestId: of }) => of);
  expect(await ids(own.traceId)).toEqual([requestId]);
  expect(await ids(requestId)).toEqual([requestId]);
  expect(await ids("own")).toEqual([requestId]);
  expect(await ids(traceId)).toEqual(["other", "third"]);
  expect(await ids("other")).toEqual(["other"]);
  expect(await ids("continued")).toEqual(["other"]);
  expect(await ids("h")).toEqual(["third"]);
  expect(await ids("no-such")).toEqual([]);
});

it(
  verifies("telemetry.bounds", "handshakes fill half of the queue at most, so that decisions have room"),
  async () => {
    const small = await open({ entries: 4 });
    for (const id of ["a", "b", "c"]) small.handshake(shaken(id, 0));
    small.record(decided("d", 0));
    small.record(decided("e", 0));
    const calls = await small.observed.find({ order: "oldest-first", limit: 10 });
    expect(calls).toHaveLength(4);
    expect(small.health()).toMatchObject({ lostHandshakes: 1, refusedRecords: 0 });
    await small.close();
  },
);

it(verifies("telemetry.bounds", "the newest 10,000 handshakes are kept, and every decision"), async () => {
  log.record(decided("first", 0));
  for (let index = 0; index < 12_000; index += 1) {
    log.handshake(shaken(`h${index}`, index));
    if (index % 1_000 === 999) await log.flush();
  }
  await log.close();
  log = await open();
  const kept = await find({ limit: 20_000 });
  expect(kept).toHaveLength(10_001);
  expect(kept.slice(0, 2)).toEqual(["first", "h2000"]);
  expect(kept.at(-1)).toBe("h11999");
});
