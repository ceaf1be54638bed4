import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { createDecisionLog, type DecisionRecord, openDatabase, openRecordLines } from "@toolgate/server";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verifies } from "./verifies.ts";

type Options = Parameters<typeof createDecisionLog>[0];
type Log = Awaited<ReturnType<typeof createDecisionLog>>;

const start = Date.UTC(2026, 0, 31);
const day = 86_400_000;

let folder: string;
let file: string;
let now: number;
let opened: Log[];
let errors: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-records-"));
  file = join(folder, "records.db");
  now = start;
  opened = [];
  errors = [];
});
afterEach(async () => {
  await Promise.all(opened.map((log) => log.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(more: Partial<Options> = {}): Promise<Log> {
  const log = await createDecisionLog({
    file,
    keep: { maxAgeDays: 30, maxRows: 100_000, maxBytes: 1_073_741_824 },
    clock: { now: () => now },
    log: { error: (_details, message) => errors.push(message), warn() {}, info() {}, debug() {} },
    ...more,
  });
  opened.push(log);
  return log;
}

const record = (decisionId: string, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  decisionId,
  requestId: `request-${decisionId}`,
  time: new Date(now).toISOString(),
  gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-1",
  gatewayId: "refund-1",
  method: "tools/call",
  principal: { type: "AgentCore::OAuthUser", id: "alice" },
  action: "RefundTool___process_refund",
  mode: "ENFORCE",
  decision: "ALLOW",
  enforced: "ALLOW",
  code: "PERMITTED",
  reason: "Permitted by refund_limit-abc.",
  determiningPolicies: ["refund_limit-abc"],
  erroredPolicies: [],
  logOnlyMatched: [],
  logOnlyFlipping: [],
  micros: 12,
  ...more,
});

const outcome = () => ({ result: "success", time: new Date(now).toISOString(), millis: 17 }) as const;
const ids = (records: readonly DecisionRecord[]) => records.map((it) => it.decisionId);

describe("the decision log", () => {
  it(verifies("records.kept", "has after a restart what it was given, outcomes attached"), async () => {
    const log = await open();
    log.record(record("a", { claims: { sub: "alice" }, arguments: { amount: 450 } }));
    log.record(record("b"));
    log.outcome("a", outcome());
    await log.close();

    const again = await open();
    expect(await again.find({ limit: 10 })).toEqual([
      record("b"),
      { ...record("a", { claims: { sub: "alice" }, arguments: { amount: 450 } }), outcome: outcome() },
    ]);
    again.record(record("c"));
    again.outcome("b", outcome());
    expect(await again.find({ limit: 2 })).toEqual([record("c"), { ...record("b"), outcome: outcome() }]);
  });

  it(
    verifies("records.kept", "is one row with its outcome when that comes before it is written, else two"),
    async () => {
      const log = await open();
      log.record(record("late"));
      await log.flush();
      log.record(record("soon"));
      log.outcome("soon", outcome());
      log.outcome("late", outcome());
      await log.flush();
      expect(ids(await log.find({ limit: 10 }))).toEqual(["soon", "late"]);
      expect((await log.find({ limit: 10 })).map((it) => it.outcome)).toEqual([outcome(), outcome()]);
      await log.close();
      const db = await openDatabase<object>({ file, synchronous: "NORMAL" });
      const inRow =
        await sql`select decision_id as id, outcome is not null as ended from decision order by seq`.execute(
          db,
        );
      const apart = await sql`select decision_id as id from decision_outcome`.execute(db);
      await db.destroy();
      expect(inRow.rows).toEqual([
        { id: "late", ended: 0 },
        { id: "soon", ended: 1 },
      ]);
      expect(apart.rows).toEqual([{ id: "late" }]);
    },
  );

  it(
    verifies("records.recovers", "stores an outcome that comes while writing its decision is tried again"),
    async () => {
      const log = await open();
      const other = await openDatabase<object>({ file, synchronous: "NORMAL" });
      await sql`alter table decision rename to away`.execute(other);
      log.record(record("a"));
      await expect(log.flush()).rejects.toThrow("no such table");
      log.outcome("a", outcome());
      await sql`alter table away rename to decision`.execute(other);
      await other.destroy();
      await vi.waitFor(() => log.flush(), { timeout: 20_000 });
      expect(await log.find({ limit: 10 })).toEqual([{ ...record("a"), outcome: outcome() }]);
    },
  );

  it(
    verifies(
      "records.kept",
      "stays readable where an earlier version wrote each outcome as a row of its own",
    ),
    async () => {
      await (await open()).close();
      const db = await openDatabase<object>({ file, synchronous: "NORMAL" });
      await sql`drop table handshake`.execute(db);
      await sql`drop index decision_by_trace_id`.execute(db);
      await sql`alter table decision drop column trace_id`.execute(db);
      await sql`alter table decision drop column outcome`.execute(db);
      await sql`delete from kysely_migration where name > '0001-decisions'`.execute(db);
      const { decisionId, requestId, gatewayId, decision, time } = record("old");
      await sql`insert into decision values (1, ${decisionId}, ${requestId}, ${gatewayId}, ${decision}, ${time},
        ${JSON.stringify(record("old"))})`.execute(db);
      await sql`insert into decision_outcome values (2, ${decisionId}, ${time}, ${JSON.stringify(outcome())})`.execute(
        db,
      );
      await db.destroy();

      const log = await open();
      log.record(record("new"));
      log.outcome("new", outcome());
      expect(await log.find({ limit: 10 })).toEqual([
        { ...record("new"), outcome: outcome() },
        { ...record("old"), outcome: outcome() },
      ]);
    },
  );

  it("keeps its file from other users", async () => {
    await open();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it(
    verifies("records.order", "gives the newest first, or what follows a record, oldest first"),
    async () => {
      const log = await open();
      for (const id of ["a", "b", "c", "d"]) log.record(record(id));
      expect(ids(await log.find({ limit: 3 }))).toEqual(["d", "c", "b"]);
      expect(ids(await log.find({ afterDecisionId: "b", limit: 10 }))).toEqual(["c", "d"]);
      expect(ids(await log.find({ afterDecisionId: "d", limit: 10 }))).toEqual([]);
      log.record(record("e"));
      expect(ids(await log.find({ afterDecisionId: "d", limit: 10 }))).toEqual(["e"]);
      expect(ids(await log.find({ afterDecisionId: "forgotten", limit: 2 }))).toEqual(["a", "b"]);
    },
  );

  it(verifies("records.filters", "finds by gateway, decision, decision id and request id"), async () => {
    const log = await open();
    log.record(record("a"));
    log.record(record("b", { gatewayId: "other-2" }));
    log.record(record("c", { decision: "DENY", enforced: "DENY" }));
    expect(ids(await log.find({ gatewayId: "other-2", limit: 10 }))).toEqual(["b"]);
    expect(ids(await log.find({ decision: "DENY", limit: 10 }))).toEqual(["c"]);
    expect(ids(await log.find({ decisionId: "a", limit: 10 }))).toEqual(["a"]);
    expect(ids(await log.find({ requestId: "request-b", limit: 10 }))).toEqual(["b"]);
    expect(ids(await log.find({ gatewayId: "refund-1", afterDecisionId: "a", limit: 10 }))).toEqual(["c"]);
    expect(ids(await log.find({ gatewayId: "' or 1=1 --", limit: 10 }))).toEqual([]);
  });

  it("stores thousands of records in groups, each once and in order", async () => {
    const log = await open();
    const given = Array.from({ length: 3_000 }, (_, index) => `r${index}`);
    for (const id of given) {
      log.record(record(id));
      log.outcome(id, outcome());
    }
    log.record(record("r0"));
    await log.flush();
    const found = await log.find({ afterDecisionId: "none", limit: 5_000 });
    expect(ids(found)).toEqual(given);
    expect(found.every((it) => it.outcome?.millis === 17)).toBe(true);
  });

  it(verifies("records.bounds", "keeps the newest of too many, and their outcomes"), async () => {
    const log = await open({ keep: { maxAgeDays: 30, maxRows: 100, maxBytes: 1_073_741_824 } });
    for (let first = 0; first < 2_500; first += 50) {
      const some = Array.from({ length: 50 }, (_, index) => `r${first + index}`);
      for (const id of some) log.record(record(id));
      // So that outcomes come too late to stand beside their decisions.
      await log.flush();
      for (const id of some) log.outcome(id, outcome());
    }
    await log.close();
    const again = await open({ keep: { maxAgeDays: 30, maxRows: 100, maxBytes: 1_073_741_824 } });
    const kept = await again.find({ limit: 1_000 });
    expect(kept).toHaveLength(100);
    expect(kept[0]).toEqual({ ...record("r2499"), outcome: outcome() });
    expect(kept[99]?.decisionId).toBe("r2400");
    await again.close();
    const db = await openDatabase<{ decision_outcome: { seq: number } }>({ file, synchronous: "NORMAL" });
    const left = await db
      .selectFrom("decision_outcome")
      .select(({ fn }) => fn.countAll().as("count"))
      .execute();
    await db.destroy();
    expect(left).toEqual([{ count: 100 }]);
  });

  it(
    verifies("records.bounds", "keeps the newest of what is too large, and the file does not grow on"),
    async () => {
      const keep = { maxAgeDays: 30, maxRows: 100_000, maxBytes: 8 * 1024 * 1024 };
      const log = await open({ keep });
      const reason = "x".repeat(500_000);
      for (let index = 0; index < 400; index += 1) {
        log.record(record(`r${index}`, { reason }));
        if (index % 50 === 49) await log.flush();
      }
      await log.close();
      const again = await open({ keep });
      const kept = ids(await again.find({ limit: 1_000 }));
      expect(kept.length).toBeGreaterThan(8);
      expect(kept.length).toBeLessThanOrEqual(16);
      expect(kept).toEqual(Array.from(kept, (_, index) => `r${399 - index}`));
      // Records are deleted after every 64 million characters; their pages are used again.
      expect((await stat(file)).size).toBeLessThan(120_000_000);
    },
  );

  it(
    verifies("records.bounds", "forgets what is older than the settings say, while it runs too"),
    async () => {
      const log = await open();
      log.record(record("old"));
      log.outcome("old", outcome());
      now = start + 29 * day;
      log.record(record("recent"));
      await log.flush();
      expect(ids(await log.find({ limit: 10 }))).toEqual(["recent", "old"]);
      now = start + 31 * day;
      log.record(record("new"));
      await log.flush();
      expect(ids(await log.find({ limit: 10 }))).toEqual(["new", "recent"]);
    },
  );

  it(
    verifies("records.fail-closed", "refuses a decision when too many wait, and takes outcomes still"),
    async () => {
      const log = await open({ limits: { entries: 2 } });
      log.record(record("a"));
      log.record(record("b"));
      expect(() => log.record(record("c"))).toThrow(
        `The decision could not be recorded: too many wait for ${file}; the log says why it does not keep up.`,
      );
      log.outcome("a", outcome());
      await log.flush();
      expect(ids(await log.find({ limit: 10 }))).toEqual(["b", "a"]);
      expect(log.health()).toEqual({
        failedWrites: 0,
        refusedRecords: 1,
        lostOutcomes: 0,
        lostHandshakes: 0,
      });
    },
  );

  it("counts bytes too", async () => {
    const log = await open({ limits: { bytes: 10_000 } });
    log.record(record("a", { reason: "x".repeat(10_000) }));
    // It is made into text, and so counted, when this turn of the event loop has sent what it has to send.
    await setImmediate();
    expect(() => log.record(record("b"))).toThrow("too many wait");
    await log.flush();
    log.record(record("c"));
    expect(ids(await log.find({ limit: 10 }))).toEqual(["c", "a"]);
  });

  it("keeps what is accepted in one turn of the event loop in the order in which it came", async () => {
    const log = await open();
    log.record(record("a"));
    log.record(record("b"));
    log.outcome("a", outcome());
    log.record(record("c"));
    expect((await log.find({ limit: 10 })).map(({ decisionId, outcome: end }) => [decisionId, end])).toEqual([
      ["c", undefined],
      ["b", undefined],
      ["a", outcome()],
    ]);
  });

  it(
    verifies("records.recovers", "stores what waited once the store works again, and says that it failed"),
    async () => {
      const log = await open({ limits: { entries: 3 } });
      const other = await openDatabase<object>({ file, synchronous: "NORMAL" });
      // Nobody can write to a table that is not there.
      await sql`alter table decision rename to away`.execute(other);
      log.record(record("a"));
      await expect(log.flush()).rejects.toThrow("no such table");
      log.record(record("b"));
      log.record(record("c"));
      expect(() => log.record(record("d"))).toThrow("The decision could not be recorded");
      expect(errors).toContain("decision records could not be stored; when too many wait, calls are denied");
      expect(log.health().failedWrites).toBeGreaterThan(0);
      await sql`alter table away rename to decision`.execute(other);
      await other.destroy();
      await vi.waitFor(() => log.flush(), { timeout: 20_000 });
      expect(ids(await log.find({ limit: 10 }))).toEqual(["c", "b", "a"]);
    },
  );

  it("refuses what comes after its end, and says what could not be stored", async () => {
    const log = await open();
    const other = await openDatabase<object>({ file, synchronous: "NORMAL" });
    await sql`drop table decision`.execute(other);
    await other.destroy();
    log.record(record("a"));
    await log.close();
    expect(errors.at(-1)).toBe("decision records were lost at the end: the store did not take them");
    expect(() => log.record(record("b"))).toThrow("Toolgate is shutting down");
    log.outcome("a", outcome());
    expect(log.health()).toMatchObject({ refusedRecords: 1, lostOutcomes: 1 });
  });

  const quiet = { error() {}, warn() {}, info() {}, debug() {} };
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `{"line":${from + index}}`);
  const linesOf = async (path: string) => (await readFile(path, "utf8")).trimEnd().split("\n");

  it.each([
    [true, "before it returns, where lines leave the process at once", 2],
    [false, "in the next turn of the event loop elsewhere", 0],
  ])(
    verifies("records.lines", "writes each decision and each outcome as a line (at once: %s), %s"),
    async (atOnce, _when, already) => {
      const lines: string[] = [];
      const log = await open({
        lines: { atOnce, write: (line) => lines.push(line), close: async () => {} },
      });
      log.record(record("a", { reason: "two\nlines" }));
      log.outcome("a", outcome());
      expect(lines).toHaveLength(already);
      await setImmediate();
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        record("a", { reason: "two\nlines" }),
        { decisionId: "a", outcome: outcome() },
      ]);
      expect(lines.join("")).not.toContain("\n");
    },
  );

  it(verifies("records.lines", "appends them to a file that only its owner reads"), async () => {
    const target = join(folder, "records.jsonl");
    for (const id of ["a", "b"]) {
      const log = await open({
        lines: await openRecordLines(target, quiet),
      });
      log.record(record(id));
      await log.close();
    }
    const text = await readFile(target, "utf8");
    expect(text.split("\n").map((line) => line !== "" && JSON.parse(line).decisionId)).toEqual([
      "a",
      "b",
      false,
    ]);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
  });

  it(
    verifies("records.lines.bounded", "sets the file aside at its limit, keeps one, and loses no line"),
    async () => {
      const target = join(folder, "records.jsonl");
      // Ten lines of twelve bytes fit.
      const first = await openRecordLines(target, quiet, 129);
      for (const line of numbered(10, 34)) first.write(line);
      await first.close();
      expect(await linesOf(`${target}.1`)).toEqual(numbered(20, 29));
      expect(await linesOf(target)).toEqual(numbered(30, 34));
      // What is in the file when it is opened counts too.
      const second = await openRecordLines(target, quiet, 129);
      for (const line of numbered(35, 40)) second.write(line);
      await second.close();
      expect(await linesOf(`${target}.1`)).toEqual(numbered(30, 39));
      expect(await linesOf(target)).toEqual(numbered(40, 40));
      expect((await stat(target)).mode & 0o777).toBe(0o600);
      expect(await readdir(folder)).toEqual(expect.not.arrayContaining(["records.jsonl.2"]));
    },
  );

  it(
    verifies("records.lines.bounded", "keeps writing when the file cannot be set aside, and says so"),
    async () => {
      const target = join(folder, "records.jsonl");
      await mkdir(join(`${target}.1`, "in-the-way"), { recursive: true });
      const lines = await openRecordLines(target, { ...quiet, error: (_, text) => errors.push(text) }, 129);
      for (const line of numbered(10, 25)) lines.write(line);
      await lines.close();
      expect(await linesOf(target)).toEqual(numbered(10, 25));
      expect(errors).toEqual(["the file of JSON lines could not be set aside, and grows on"]);
    },
  );

  it(verifies("records.lines.bounded", "never renames what is no file"), async () => {
    const lines = await openRecordLines("/dev/null", quiet, 1);
    for (const line of numbered(10, 20)) lines.write(line);
    await lines.close();
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  it("cannot be opened where there is no folder, and says so", async () => {
    await expect(open({ file: join(folder, "absent", "records.db") })).rejects.toThrow("absent");
    await expect(openRecordLines(join(folder, "absent", "x"), quiet)).rejects.toThrow("absent");
  });
});
