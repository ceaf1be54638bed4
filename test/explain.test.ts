import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExplainOutput } from "@toolgate/api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, recordOf } from "./deciding-gateway.ts";
import { callers, calls, randomPolicy, inputSchema as randomSchema } from "./random-policies.ts";
import { toolgate } from "./run-command.ts";
import {
  callTool,
  type RpcAnswer,
  type RunningToolgate,
  rpc,
  runToolgate,
  type ToolSpec,
} from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const inputSchema: ToolSpec["inputSchema"] = {
  type: "object",
  properties: { amount: { type: "integer" }, rate: { type: "number" } },
  required: ["amount"],
};
const tool = "Refund___process";
const targets = {
  Refund: [
    { name: "process", inputSchema },
    { name: "other", inputSchema },
  ],
};
const on = `action == AgentCore::Action::"${tool}", resource == GATEWAY`;
const under = (limit: number) => `permit(principal, ${on}) when { context.input.amount < ${limit} };`;
const tooMuch =
  "denied: RefundUnder500 permits this tool, but context.input.amount < 500 was false: amount is 750";

let running: RunningToolgate;
let token: string;
let own: DecidingGateway;

beforeAll(async () => {
  running = await runToolgate();
  token = await running.issuer.token({ sub: "ann", role: "clerk" });
  own = await decidingGateway(running, "explained", { targets });
  await own.permit(under(500), { name: "RefundUnder500" });
});

afterAll(() => running.close());

interface Answer {
  readonly status: number;
  readonly body: ExplainOutput & { readonly message?: string };
}

/** A text is sent as it is, so that its numbers stay as they are written. */
async function ask(question: object | string, from = running): Promise<Answer> {
  const response = await fetch(`${from.toolgate.controlUrl}/toolgate/v1/explain`, {
    method: "POST",
    headers: { authorization: "Toolgate test" },
    body: typeof question === "string" ? question : JSON.stringify(question),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

const decisionIdOf = (answer: RpcAnswer): string => answer.body.result._meta["toolgate/decisionId"];
const denied = async (amount = 750) => decisionIdOf(await callTool(own.url, token, tool, { amount }));
const asked = (more: object = {}) => ({
  gatewayIdentifier: own.gateway.gatewayId,
  tool,
  principal: { claims: { sub: "ann" } },
  ...more,
});

describe("a fresh decision", () => {
  it(
    verifies("explain.sentence", "says by its id who asked what, and which part failed by which value"),
    async () => {
      const id = decisionIdOf(await callTool(own.url, token, tool, { amount: 750, extra: 1 }));
      const { status, body } = await ask({ decisionId: id });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        decision: "DENY",
        enforced: "DENY",
        code: "NO_DETERMINING_POLICY",
        sentence: tooMuch,
        notes: [],
        asked: {
          gatewayId: own.gateway.gatewayId,
          tool,
          principal: { type: "AgentCore::OAuthUser", id: "ann" },
          mode: "ENFORCE",
          engineArn: own.engineArn,
          claimsKnown: true,
          argumentsKnown: true,
        },
        recorded: { decisionId: id, decision: "DENY", enforced: "DENY", code: "NO_DETERMINING_POLICY" },
        listed: true,
        droppedArguments: ["extra"],
      });
    },
  );

  it(verifies("explain.tree", "has every part of the conditions, with what it came to"), async () => {
    const { body } = await ask({ decisionId: await denied() });
    expect(body.policies).toMatchObject([
      {
        policyId: expect.stringMatching(/^RefundUnder500-/),
        name: "RefundUnder500",
        effect: "permit",
        logOnly: false,
        outcome: "not-satisfied",
        scope: { principal: true, action: true, resource: true },
        conditions: [
          {
            kind: "when",
            body: {
              kind: "binary",
              operator: "<",
              text: "context.input.amount < 500",
              outcome: "value",
              value: "false",
              parts: [
                { kind: "member", text: "context.input.amount", value: "750", parts: [] },
                { kind: "literal", text: "500", value: "500", parts: [] },
              ],
            },
          },
        ],
      },
    ]);
  });

  it(
    verifies("explain.decision", "is explained by the policies that took it, also when others are in force"),
    async () => {
      const changing = await decidingGateway(running, "changing", { targets });
      const first = await changing.permit(under(500), { name: "RefundUnder500" });
      const id = decisionIdOf(await callTool(changing.url, token, tool, { amount: 750 }));
      await changing.remove(first);
      await changing.permit(under(1_000), { name: "Higher" });
      const { body } = await ask({ decisionId: id });
      expect(body.sentence).toBe(tooMuch);
      expect(body.notes).toEqual([
        "The policies have changed since; this explains the decision by those that took it.",
      ]);
    },
  );

  it(
    verifies("explain.decision", "is decided anew with what is given in place of what was known"),
    async () => {
      const { body } = await ask({ decisionId: await denied(), arguments: { amount: 45 } });
      expect(body.sentence).toBe("allowed: RefundUnder500 permits this call");
      expect(body.notes).toEqual([
        "The arguments are those given now, not those of the call.",
        expect.stringMatching(/^When the call was made, policy said DENY \(NO_DETERMINING_POLICY\): /),
      ]);
    },
  );
});

describe("a call that was never made", () => {
  const noArguments = "No arguments were given, so what hangs on them is unknown.";

  it.each<[string, object, object]>([
    [
      "without arguments is undecided where it hangs on them",
      {},
      {
        decision: "UNKNOWN",
        code: "NOT_DECIDED",
        sentence:
          "undecided: RefundUnder500 permits this tool, but hangs on context.input.amount < 500, which is not known",
        notes: [noArguments],
        listed: true,
      },
    ],
    [
      "is allowed by its arguments",
      { arguments: { amount: 5 } },
      { decision: "ALLOW", code: "PERMITTED", notes: [] },
    ],
    [
      "with arguments that do not fit says where",
      { arguments: { amount: "5" } },
      {
        decision: "DENY",
        code: "ARGUMENTS_DO_NOT_FIT",
        sentence:
          "denied: the arguments do not fit the tool's schema at amount: is a string, expected an integer",
        policies: [],
      },
    ],
    [
      "of a tool that does not exist says which may be meant",
      { tool: "Refund__process" },
      {
        decision: "DENY",
        code: "UNKNOWN_TOOL",
        sentence:
          "denied: no target of the gateway has the tool Refund__process; did you mean Refund___process?",
        listed: false,
      },
    ],
    [
      "of a tool that nothing permits says that it is hidden",
      { tool: "Refund___other" },
      {
        decision: "DENY",
        sentence: "denied: no policy permits this tool",
        listed: false,
        notes: [
          noArguments,
          "tools/list hides this tool from this caller: no arguments could make a call allowed.",
        ],
      },
    ],
  ])(verifies("explain.unknown", "%s"), async (_, more, answer) => {
    const { status, body } = await ask(asked(more));
    expect(status, body.message).toBe(200);
    expect(body).toMatchObject(answer);
  });

  it(verifies("explain.sentence", "is allowed on a gateway without an engine, and says so"), async () => {
    const open = await running.createGateway("no-engine", targets, {
      authorizerType: "NONE",
      authorizerConfiguration: undefined,
    });
    const { body } = await ask({ gatewayIdentifier: open.gatewayArn, tool });
    expect(body).toMatchObject({
      decision: "ALLOW",
      code: "NO_POLICY_ENGINE",
      sentence: "allowed: the gateway has no policy engine, so every call is allowed",
      asked: { mode: "NONE", principal: { type: "AgentCore::Anonymous", id: "anonymous" } },
    });
  });

  it(verifies("explain.sentence", "goes through a LOG_ONLY gateway all the same, and says so"), async () => {
    await decidingGateway(running, "logging", { targets, mode: "LOG_ONLY", statements: [under(500)] });
    const question = asked({ gatewayIdentifier: "Logging", arguments: { amount: 750 } });
    const { body } = await ask(question);
    expect(body).toMatchObject({ decision: "DENY", enforced: "ALLOW", asked: { mode: "LOG_ONLY" } });
    expect(body.notes).toEqual(["The gateway is LOG_ONLY: whatever policy says, the call goes through."]);
  });

  it(verifies("explain.exact", "has integers of 64 bits and decimals as they were written"), async () => {
    const condition =
      'context.input.amount < 9007199254740993 && context.input has rate && context.input.rate.lessThan(decimal("0.3"))';
    const exact = await decidingGateway(running, "exact", {
      targets,
      statements: [`permit(principal, ${on}) when { ${condition} };`],
    });
    const head = JSON.stringify(asked({ gatewayIdentifier: exact.gateway.gatewayId })).slice(0, -1);
    const sentence = async (args: string) => (await ask(`${head},"arguments":${args}}`)).body.sentence;
    expect(await sentence('{"amount":9007199254740993,"rate":0.1}')).toMatch(/: amount is 9007199254740993$/);
    expect(await sentence('{"amount":9007199254740992,"rate":0.1}')).toMatch(/^allowed: /);
    expect(await sentence('{"amount":1,"rate":0.3001}')).toMatch(/: rate is 0\.3001$/);
  });

  it(verifies("explain.decision", "is decided as of the time that is given"), async () => {
    const timed = await decidingGateway(running, "timed", {
      targets,
      statements: [`permit(principal, ${on}) when { context.system.now < datetime("2020-01-01") };`],
    });
    const { gatewayId: gatewayIdentifier } = timed.gateway;
    const at = async (time: string) =>
      (await ask(asked({ gatewayIdentifier, arguments: { amount: 1 }, time }))).body;
    expect((await at("2019-12-31T23:59:59Z")).decision).toBe("ALLOW");
    const later = await at("2020-01-01T00:30:00.5+00:30");
    expect([later.decision, later.asked.time]).toEqual(["DENY", "2020-01-01T00:00:00.500Z"]);
  });
});

describe("an older decision", () => {
  /** Of a Toolgate that was started again since it decided: nothing of the decision is in memory. */
  async function afterRestart(
    records: object,
    look: (again: RunningToolgate, decisionId: string) => Promise<void>,
  ): Promise<void> {
    const data = await mkdtemp(join(tmpdir(), "toolgate-explain-"));
    const before = await runToolgate({ data, records });
    const older = await decidingGateway(before, "older", { targets });
    await older.permit(
      `permit(principal, ${on}) when { principal.hasTag("role") && principal.getTag("role") == "clerk" && context.input.amount < 500 };`,
      { name: "RefundUnder500" },
    );
    const caller = await before.issuer.token({ sub: "ann", role: "clerk" });
    const decisionId = decisionIdOf(await callTool(older.url, caller, tool, { amount: 750 }));
    await before.close();
    const again = await runToolgate({ data, records });
    try {
      await look(again, decisionId);
    } finally {
      await again.close();
      await rm(data, { recursive: true, force: true });
    }
  }

  it(verifies("explain.record", "leaves unknown what was not kept, and says how to give it"), async () => {
    await afterRestart({}, async (again, decisionId) => {
      const { body } = await ask({ decisionId }, again);
      expect(body).toMatchObject({
        decision: "UNKNOWN",
        asked: { principal: { id: "ann" }, claimsKnown: false, argumentsKnown: false },
        recorded: { decisionId, decision: "DENY" },
      });
      expect(body.sentence).toMatch(/hangs on principal\.hasTag\("role"\), which is not known$/);
      expect(body.notes).toEqual([
        "The decision is not fresh in memory any more; this explains it by the policies in force, which are those of then.",
        "The arguments were not kept, so what hangs on them is unknown; give them with --arguments.",
        "Not all claims of the caller were kept, so what hangs on the others is unknown; give them with --claims.",
        expect.stringMatching(/^When the call was made, policy said DENY /),
      ]);
      const given = { decisionId, arguments: { amount: 750 }, principal: { claims: { role: "clerk" } } };
      expect((await ask(given, again)).body.sentence).toBe(tooMuch);
    });
  });

  it(verifies("explain.record", "is explained from what the settings let into its record"), async () => {
    await afterRestart({ arguments: true, claims: ["role"] }, async (again, decisionId) => {
      const { body } = await ask({ decisionId }, again);
      expect(body).toMatchObject({
        decision: "DENY",
        sentence: tooMuch,
        asked: { claimsKnown: false, argumentsKnown: true },
      });
    });
  });
});

describe("a question that cannot be answered", () => {
  it.each<[string, object | string, number, RegExp]>([
    ["of an unknown decision", { decisionId: "dec-no" }, 404, /There is no record of the decision dec-no;/],
    ["of nothing", {}, 400, /'gatewayIdentifier' is missing: give decisionId, or gatewayIdentifier and tool/],
    ["without a tool", { gatewayIdentifier: "explained" }, 400, /'tool' is missing/],
    [
      "of an unknown gateway",
      { gatewayIdentifier: "explainer", tool },
      404,
      /no gateway with the id, name or ARN explainer; did you mean explained\?/,
    ],
    [
      "without claims",
      { gatewayIdentifier: "explained", tool },
      400,
      /'principal\.claims': The gateway explained-\w+ asks callers for a token: give its claims/,
    ],
    [
      "of a caller without a name",
      { gatewayIdentifier: "explained", tool, principal: { claims: { role: "x" } } },
      400,
      /'principal\.claims': .*no claim 'sub'/,
    ],
    [
      "of a caller that cannot come",
      { gatewayIdentifier: "explained", tool, principal: { type: "AgentCore::Anonymous" } },
      400,
      /'principal\.type': The gateway explained-\w+ asks every caller for a token/,
    ],
    [
      "of no instant",
      { gatewayIdentifier: "explained", tool, principal: { claims: { sub: "a" } }, time: "2026-01-01" },
      400,
      /'time': 2026-01-01 is no instant; one looks like 2026-01-31T12:00:00Z/,
    ],
    ["with a member that is none", { args: {} }, 400, /'args' is not a member of Explain here/],
    ["with arguments that are no object", { arguments: [1] }, 400, /arguments.*Member must be an object/],
    ["with a member twice", '{"tool":"a","tool":"b"}', 400, /cannot be read at character/],
    ["of a decision and a tool", { decisionId: "dec-1", tool }, 400, /'tool' comes from the decision dec-1/],
  ])(verifies("explain.refusals", "%s is refused"), async (_, question, status, message) => {
    const answer = await ask(question);
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(message)]);
  });

  it(verifies("explain.refusals", "of a list says what to ask instead"), async () => {
    const { decisionId } = await recordOf(running, await rpc(own.url, token, "tools/list"));
    expect((await ask({ decisionId })).body.message).toBe(
      `'decisionId': ${decisionId} answered tools/list, so it decided no call. npx toolgate records --trace ${decisionId} shows it; or ask about one of its tools by gateway, tool and claims.`,
    );
  });

  it(
    verifies("explain.refusals", "without an Authorization header is refused as all of Toolgate's own are"),
    async () => {
      const address = `${running.toolgate.controlUrl}/toolgate/v1/explain`;
      expect((await fetch(address, { method: "POST", body: "{}" })).status).toBe(403);
    },
  );
});

it(verifies("explain.private", "no value of an argument enters the record's reason"), async () => {
  const record = await recordOf(running, await callTool(own.url, token, tool, { amount: 98_765 }));
  expect(record.reason).toMatch(
    /^RefundUnder500-\w+ permits this tool, but context\.input\.amount < 500 was false\.$/,
  );
  expect(JSON.stringify(record)).not.toContain("98765");
});

it(verifies(
  "explain.agrees",
  "on random policies a call is explained as it was answered, and what is sure without arguments is so with them",
), async () => {
  const action = "Pay___send";
  const random = await decidingGateway(running, "random", {
    targets: { Pay: [{ name: "send", inputSchema: randomSchema }] },
  });
  const tokens = await Promise.all(callers.map((claims) => running.issuer.token(claims)));
  const said = ({ decision, code }: Pick<ExplainOutput, "decision" | "code">) => `${decision} ${code}`;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(randomPolicy([action]), { minLength: 1, maxLength: 4 }), async (policies) => {
      const ids: string[] = [];
      for (const { statement, logOnly } of policies) {
        ids.push(await random.permit(statement, { enforcementMode: logOnly ? "LOG_ONLY" : "ACTIVE" }));
      }
      for (const [index, claims] of callers.entries()) {
        const question = { gatewayIdentifier: "random", tool: action, principal: { claims } };
        const { body: open } = await ask(question);
        seen.add(open.decision);
        for (const args of calls) {
          const record = await recordOf(running, await callTool(random.url, tokens[index], action, args));
          const { body: past } = await ask({ decisionId: record.decisionId });
          const { body: asIf } = await ask({ ...question, arguments: args });
          expect([said(past), said(asIf)]).toEqual([said(record), said(record)]);
          expect(past.determiningPolicies).toEqual(record.determiningPolicies);
          expect(past.policies.map(({ outcome }) => outcome)).toEqual(
            asIf.policies.map(({ outcome }) => outcome),
          );
          if (open.decision !== "UNKNOWN") expect(open.decision).toBe(record.decision);
        }
      }
      for (const id of ids) await random.remove(id);
    }),
    { numRuns: 4, seed: 4 },
  );
  expect([...seen].sort()).toEqual(["ALLOW", "DENY", "UNKNOWN"]);
}, 120_000);

describe("toolgate explain", () => {
  const explain = (...args: readonly string[]) =>
    toolgate("explain", ...args, "--url", running.toolgate.controlUrl);

  it(verifies("explain.cli", "explains a denial by the id in its _meta"), async () => {
    const { code, stdout } = await explain(await denied());
    expect(code).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(tooMuch);
    expect(lines.slice(8)).toEqual([
      "✗ permit RefundUnder500 does not apply",
      expect.stringMatching(/^ {2}id RefundUnder500-/),
      "  when",
      "    ✗ false  context.input.amount < 500",
      "      · context.input.amount is 750",
      "",
    ]);
  });

  it(verifies("explain.cli", "takes exact arguments from a file, and prints JSON"), async () => {
    const folder = await mkdtemp(join(tmpdir(), "toolgate-explain-"));
    const file = join(folder, "arguments.json");
    await writeFile(file, '{"amount": 9007199254740993}');
    const question = ["--gateway", "explained", "--tool", tool, "--claims", '{"sub": "ann"}'];
    const { code, stdout } = await explain(...question, "--arguments", `@${file}`, "--json");
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).sentence).toMatch(/amount is 9007199254740993$/);
    expect((await explain(...question, "--arguments", '{"amount": 4}')).code).toBe(0);
  });

  it.each<[readonly string[], string]>([
    [[], "explain needs a decision's id, or --gateway and --tool."],
    [["dec-no"], "There is no record of the decision dec-no; records are kept for a time only."],
    [
      ["--gateway", "g", "--tool", "t", "--claims", "[]"],
      `--claims: a JSON object is needed, such as '{"sub": "ann"}'.`,
    ],
    [
      ["--gateway", "g", "--tool", "t", "--arguments", "@/no/such/file"],
      "--arguments @/no/such/file: ENOENT: no such file or directory, open '/no/such/file'",
    ],
  ])(verifies("explain.cli", "%j is a mistake"), async (args, message) => {
    expect(await explain(...args)).toEqual({ code: 2, stdout: "", stderr: `toolgate: ${message}\n` });
  });
});
