import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreatePolicyCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { openDatabase } from "@toolgate/server";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DecidingGateway,
  decidingGateway,
  gatewayEntity,
  operation,
  recordOf,
} from "./deciding-gateway.ts";
import { type HeldCalls, startHeldCalls } from "./held-calls.ts";
import { callTool, type RunningToolgate, rpc, runToolgate, type ToolSpec } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const inputSchema: ToolSpec["inputSchema"] = {
  type: "object",
  properties: {
    amount: { type: "integer" },
    password: { type: "string" },
    address: { type: "string" },
    list: { type: "array", items: { type: "string" } },
  },
};
const targets = {
  Pay: [
    { name: "send", inputSchema },
    { name: "hidden", inputSchema },
  ],
};
const permit =
  'permit(principal, action == AgentCore::Action::"Pay___send", resource == GATEWAY) unless { context.input has amount && context.input.amount > 500 };';
const functions = [
  { name: "Echo", module: "./echo.mjs" },
  { name: "Hold", module: "./hold.mjs" },
  { name: "Fail", command: [process.execPath, "-e", "process.exit(3)"] },
];
const arnOf = (name: string) => `arn:aws:lambda:us-west-2:123456789012:function:${name}`;

let running: RunningToolgate;
let token: string;
let own: DecidingGateway;
let held: HeldCalls;

beforeAll(async () => {
  running = await runToolgate({ functions });
  token = await running.issuer.token({ sub: "ann", role: "clerk" });
  held = await startHeldCalls();
  own = await decidingGateway(running, "records", { targets, statements: [permit] });
});

afterAll(async () => {
  await held.close();
  await running.close();
});

/** What GET /toolgate/v1/decisions answers. */
async function find(query: string, from = running) {
  const response = await operation(from, `/toolgate/v1/decisions${query}`);
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the record's own shape
  const body = (await response.json()) as { decisions: any[]; message?: string };
  return { status: response.status, ...body };
}

const linesOf = async (path: string) =>
  (await readFile(path, "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("a record", () => {
  const common = () => ({
    decisionId: expect.stringMatching(/^dec-[0-9a-f-]{36}$/),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    gatewayArn: own.gateway.gatewayArn,
    gatewayId: own.gateway.gatewayId,
    principal: { type: "AgentCore::OAuthUser", id: "ann" },
    mode: "ENFORCE",
    engineArn: own.engineArn,
    determiningPolicies: [],
    erroredPolicies: [],
    logOnlyMatched: [],
    logOnlyFlipping: [],
    policySetVersion: expect.stringMatching(/^[0-9a-f]{32}$/),
    schemaDigest: expect.stringMatching(/^[0-9a-f]{32}$/),
    micros: expect.any(Number),
    trace: {
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      messageId: "1",
      answeredMicros: expect.any(Number),
    },
  });

  it(verifies("gateway.record", "of an allowed call has all of this, and nothing else"), async () => {
    const answer = await callTool(own.url, token, "Pay___send", { amount: 450, extra: 1 });
    const record = await recordOf(running, answer);
    expect(record).toEqual({
      ...common(),
      requestId: answer.headers.get("x-amzn-requestid"),
      method: "tools/call",
      action: "Pay___send",
      targetId: expect.stringMatching(/^[0-9A-Za-z]{10}$/),
      targetType: "LAMBDA",
      decision: "ALLOW",
      enforced: "ALLOW",
      code: "PERMITTED",
      reason: `Permitted by ${own.policies[0]}.`,
      determiningPolicies: [own.policies[0]],
      droppedArguments: ["extra"],
      outcome: {
        result: "success",
        time: common().time,
        millis: expect.any(Number),
        micros: expect.any(Number),
      },
    });
    expect(record.micros).toBeGreaterThan(0);
    expect(record.outcome.millis).toBeGreaterThanOrEqual(0);
  });

  it(verifies("gateway.record", "of a denied call has no outcome"), async () => {
    const answer = await callTool(own.url, token, "Pay___send", { amount: 750 });
    expect(await recordOf(running, answer)).toEqual({
      ...common(),
      requestId: answer.headers.get("x-amzn-requestid"),
      method: "tools/call",
      action: "Pay___send",
      targetId: expect.any(String),
      targetType: "LAMBDA",
      decision: "DENY",
      enforced: "DENY",
      code: "NO_DETERMINING_POLICY",
      reason: `${own.policies[0]} permits this tool, but context.input has amount && context.input.amount > 500 was true in what it excepts.`,
    });
  });

  it(verifies("gateway.record", "of a list says what was shown and what was hidden"), async () => {
    const answer = await rpc(own.url, token, "tools/list");
    expect(await recordOf(running, answer)).toEqual({
      ...common(),
      requestId: answer.headers.get("x-amzn-requestid"),
      method: "tools/list",
      decision: "ALLOW",
      enforced: "ALLOW",
      code: "LISTED",
      reason: "1 of 2 tools shown.",
      tools: { allowed: ["Pay___send"], denied: ["Pay___hidden"] },
    });
  });

  it(
    verifies("gateway.record", "names the policies in force by a version that changes with them alone"),
    async () => {
      const version = async () =>
        (await recordOf(running, await callTool(own.url, token, "Pay___send", {}))).policySetVersion;
      const before = await version();
      expect(await version()).toBe(before);
      const forbid = await own.permit(
        'forbid(principal, action == AgentCore::Action::"Pay___hidden", resource == GATEWAY);',
      );
      expect(await version()).not.toBe(before);
      await own.remove(forbid);
      expect(await version()).toBe(before);
    },
  );

  it(verifies("gateway.record", "of a call whose tool fails says how"), async () => {
    const failing = await decidingGateway(running, "records-fail", {
      targets,
      statements: [permit],
      lambdaArn: arnOf("Fail"),
    });
    const answer = await callTool(failing.url, token, "Pay___send", {});
    expect(answer.body.result.isError).toBe(true);
    const { decision, enforced, outcome } = await recordOf(running, answer);
    expect([decision, enforced]).toEqual(["ALLOW", "ALLOW"]);
    expect(outcome).toMatchObject({ result: "tool-error", cause: expect.stringContaining("3") });
  });

  it(
    verifies("gateway.record.before", "is there before the target is invoked, the outcome after it"),
    async () => {
      const holding = await decidingGateway(running, "records-hold", {
        targets,
        statements: [permit],
        lambdaArn: arnOf("Hold"),
      });
      const answer = callTool(holding.url, token, "Pay___send", { address: held.address });
      const call = await held.next();
      const query = `?gatewayId=${holding.gateway.gatewayId}`;
      const [record] = (await find(query)).decisions;
      expect(record).toMatchObject({ decision: "ALLOW", action: "Pay___send" });
      expect(record.outcome).toBeUndefined();
      const file = join(running.data, "decisions.jsonl");
      const linesOfCall = async () =>
        (await linesOf(file)).filter((line) => line.decisionId === record.decisionId);
      await vi.waitFor(async () => expect(await linesOfCall()).toEqual([record]));

      call.release();
      await answer;
      const [ended] = (await find(query)).decisions;
      expect(ended).toEqual({ ...record, outcome: expect.objectContaining({ result: "success" }) });
      const { decisionId, outcome } = ended;
      await vi.waitFor(async () => expect(await linesOfCall()).toEqual([record, { decisionId, outcome }]));
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    },
  );
});

describe("claims and arguments", () => {
  it(verifies("gateway.record", "are in no record unless the settings ask for them"), async () => {
    const answer = await callTool(own.url, token, "Pay___send", { amount: 4_242, password: "hunter2" });
    const record = await recordOf(running, answer);
    expect(record).not.toHaveProperty("claims");
    expect(record).not.toHaveProperty("arguments");
    const file = await readFile(join(running.data, "decisions.jsonl"), "utf8");
    for (const secret of ["hunter2", "clerk", "4242", token]) expect(file).not.toContain(secret);
  });

  it(verifies("gateway.record", "are in the record and the lines as asked, redacted"), async () => {
    const folder = await mkdtemp(join(tmpdir(), "toolgate-lines-"));
    const recordsFile = join(folder, "lines.jsonl");
    const asked = await runToolgate({
      functions,
      recordsFile,
      records: { claims: ["sub", "role", "api_token"], arguments: true },
    });
    try {
      const it = await decidingGateway(asked, "disclosing", { targets, statements: [permit] });
      const caller = await asked.issuer.token({ role: "clerk", api_token: "hunter2", other: "private" });
      const args = { amount: 9_007_199_254_740_991, password: "hunter2", undeclared: { a: [true] } };
      const record = await recordOf(asked, await callTool(it.url, caller, "Pay___send", args));
      expect(record.claims).toEqual({ sub: "caller-1", role: "clerk", api_token: "[redacted]" });
      expect(record.arguments).toEqual({ ...args, password: "[redacted]" });
      const list = await recordOf(asked, await rpc(it.url, caller, "tools/list"));
      expect(list.claims).toEqual(record.claims);
      expect(list).not.toHaveProperty("arguments");
      await asked.close();
      expect((await linesOf(recordsFile)).map((line) => line.decisionId)).toEqual([
        record.decisionId,
        list.decisionId,
      ]);
      expect(await readFile(recordsFile, "utf8")).not.toMatch(/hunter2|private/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("GET /toolgate/v1/decisions", () => {
  it(
    verifies("gateway.record.query", "finds by ids, gateway and decision, and follows in order"),
    async () => {
      const it1 = await decidingGateway(running, "queries", { targets, statements: [permit] });
      const answers = [];
      for (const amount of [1, 600, 2, 700, 3]) {
        answers.push(await callTool(it1.url, token, "Pay___send", { amount }));
      }
      const ids = await Promise.all(answers.map(async (one) => (await recordOf(running, one)).decisionId));
      const here = `?gatewayId=${it1.gateway.gatewayId}`;
      const found = async (query: string) =>
        (await find(query)).decisions.map((record) => ids.indexOf(record.decisionId));
      expect(await found(here)).toEqual([4, 3, 2, 1, 0]);
      expect(await found(`${here}&limit=2`)).toEqual([4, 3]);
      expect(await found(`${here}&decision=DENY`)).toEqual([3, 1]);
      expect(await found(`${here}&decision=ERROR`)).toEqual([]);
      expect(await found(`?decisionId=${ids[2]}`)).toEqual([2]);
      expect(await found(`?requestId=${answers[1]?.headers.get("x-amzn-requestid")}`)).toEqual([1]);
      expect(await found(`?gatewayId=absent`)).toEqual([]);
      // Following: what came after the last one seen, oldest first.
      expect(await found(`${here}&after=${ids[1]}&limit=2`)).toEqual([2, 3]);
      expect(await found(`${here}&after=${ids[3]}`)).toEqual([4]);
      expect(await found(`${here}&after=${ids[4]}`)).toEqual([]);
      ids.push((await recordOf(running, await callTool(it1.url, token, "Pay___send", {}))).decisionId);
      expect(await found(`${here}&after=${ids[4]}`)).toEqual([5]);
    },
  );

  it.each([
    ["?limit=0", "limit"],
    ["?limit=1001", "limit"],
    ["?limit=many", "limit"],
    ["?decision=MAYBE", "decision"],
    ["?gateway=x", "gateway"],
    [`?decisionId=${"x".repeat(201)}`, "decisionId"],
  ])(verifies("gateway.record.query", "refuses %.40s, naming %s"), async (query, name) => {
    const { status, message } = await find(query);
    expect([status, message]).toEqual([400, expect.stringContaining(name)]);
  });
});

describe("/metrics", () => {
  it(verifies("gateway.metrics", "counts what policy said and what was done"), async () => {
    const counted = await decidingGateway(running, "counted", { targets, statements: [permit] });
    const watched = await decidingGateway(running, "counted-log", {
      targets,
      statements: [permit],
      mode: "LOG_ONLY",
    });
    for (const amount of [1, 2, 600]) await callTool(counted.url, token, "Pay___send", { amount });
    await callTool(counted.url, token, "Pay___a_name_that_a_caller_made_up", {});
    await callTool(watched.url, token, "Pay___send", { amount: 600 });
    await rpc(counted.url, token, "tools/list");
    const response = await operation(running, "/metrics");
    expect(response.headers.get("content-type")).toContain("text/plain");
    const text = await response.text();
    const total = (gateway: DecidingGateway, labels: string) =>
      text
        .split("\n")
        .find((line) =>
          line.startsWith(`toolgate_decisions_total{gateway="${gateway.gateway.gatewayId}",${labels}}`),
        )
        ?.split(" ")
        .at(-1);
    const calls = 'method="tools/call",mode="ENFORCE"';
    expect(total(counted, `${calls},decision="ALLOW",enforced="ALLOW",code="PERMITTED"`)).toBe("2");
    expect(total(counted, `${calls},decision="DENY",enforced="DENY",code="NO_DETERMINING_POLICY"`)).toBe("1");
    expect(total(counted, `${calls},decision="DENY",enforced="DENY",code="UNKNOWN_TOOL"`)).toBe("1");
    expect(
      total(counted, 'method="tools/list",mode="ENFORCE",decision="ALLOW",enforced="ALLOW",code="LISTED"'),
    ).toBe("1");
    expect(
      total(
        watched,
        'method="tools/call",mode="LOG_ONLY",decision="DENY",enforced="ALLOW",code="NO_DETERMINING_POLICY"',
      ),
    ).toBe("1");
    expect(text).toContain('toolgate_decision_seconds_count{method="tools/call"}');
    for (const secret of ["made_up", "ann", "Pay___"]) expect(text).not.toContain(secret);
  });

  it(
    verifies("gateway.metrics", "shows the forbids that wait, and no more when what they name is there"),
    async () => {
      const waiting = async () =>
        /^toolgate_waiting_forbids (\d+)$/m.exec(await (await operation(running, "/metrics")).text())?.[1];
      expect(await waiting()).toBe("0");
      const policyEngineId = own.engineArn.split("/").at(-1);
      const { status } = await running.aws.send(
        new CreatePolicyCommand({
          policyEngineId,
          name: "waits",
          validationMode: "IGNORE_ALL_FINDINGS",
          definition: {
            cedar: { statement: `forbid(principal, action, resource == ${gatewayEntity("comes-later")});` },
          },
        }),
      );
      expect(status).toBe("CREATING");
      expect(await waiting()).toBe("1");
      await decidingGateway(running, "comes-later", { targets, engineArn: own.engineArn });
      expect(await waiting()).toBe("0");
    },
  );
});

describe("when decisions cannot be recorded", () => {
  it(verifies(
    "gateway.unrecorded",
    "calls are refused once too many wait, and made again once they are recorded",
  ), { timeout: 60_000 }, async () => {
    const strained = await runToolgate({ functions, records: { arguments: true } });
    try {
      const it = await decidingGateway(strained, "strained", { targets, statements: [permit] });
      const caller = await strained.issuer.token({});
      const store = await openDatabase<object>({
        file: join(strained.data, "records.db"),
        synchronous: "NORMAL",
      });
      await sql`alter table decision rename to away`.execute(store);
      // Each record takes nearly a megabyte, and 64 may wait.
      const list = Array.from({ length: 990 }, () => "x".repeat(1_000));
      const codes: (string | undefined)[] = [];
      for (let index = 0; index < 70; index += 1) {
        const { body } = await callTool(it.url, caller, "Pay___send", { list });
        codes.push(body.result._meta?.["toolgate/code"]);
      }
      expect(codes.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => undefined));
      expect(codes.slice(-2)).toEqual(["NOT_RECORDED", "NOT_RECORDED"]);
      const refused = await callTool(it.url, caller, "Pay___send", { list });
      expect(refused.body.result.content).toEqual([
        { type: "text", text: "InternalServerException - Policy evaluation failed for tool call" },
      ]);
      const metrics = await (await operation(strained, "/metrics")).text();
      expect(metrics).toMatch(/decision="ALLOW",enforced="DENY",code="NOT_RECORDED"\} [1-9]/);

      await sql`alter table away rename to decision`.execute(store);
      await store.destroy();
      await vi.waitFor(
        async () => {
          const { body } = await callTool(it.url, caller, "Pay___send", { list });
          expect(body.result.isError).toBe(false);
        },
        { timeout: 30_000, interval: 200 },
      );
    } finally {
      await strained.close();
    }
  });
});
