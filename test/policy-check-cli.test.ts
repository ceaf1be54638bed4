import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bankTools, on } from "./asking-policies.ts";
import { toolgate } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const below = (limit: number) => on("transfer", "permit", `when { context.input.amount < ${limit} }`);

let folder: string;
let tools: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-questions-"));
  tools = await file("tools.json", JSON.stringify(bankTools));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("the command", { timeout: 120_000 }, () => {
  it(
    verifies(
      "questions.check.exit",
      "ends with 0 without findings, and with 1 with some, which it tells in words",
    ),
    async () => {
      const good = await file("good.cedar", below(500));
      const bad = await file("bad.cedar", on("balance", "permit"));
      const clean = await toolgate("policy", "check", good, "--tools", tools);
      expect([clean.code, clean.stdout]).toEqual([0, "1 policy, 2 tools: no findings.\n"]);
      const found = await toolgate("policy", "check", bad, "--tools", tools);
      expect(found.code).toBe(1);
      expect(found.stdout.split("\n")).toEqual([
        `! ${bad}:1:1  permit: allows all`,
        "  Every call is allowed, whatever the arguments and the claims of the caller.",
        "  Add a condition, unless that is what you mean.",
        "  for Bank___balance by OAuthUser",
        "  such as",
        '    caller     OAuthUser with claims {"sub":"someone"}',
        "    tool       Bank___balance",
        '    arguments  {"account":""}',
        "    time       2026-07-01T00:00:00.000Z",
        "",
        "1 policy, 2 tools: 1 finding.",
        "",
      ]);
    },
  );

  it(verifies("questions.check.exit", "prints JSON for programs"), async () => {
    const bad = await file("bad.cedar", on("balance", "permit"));
    const { code, stdout } = await toolgate("policy", "check", bad, "--tools", tools, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      policies: 1,
      tools: 2,
      findings: [{ kind: "allows all", at: { source: bad, line: 1, column: 1 } }],
      assertions: [],
    });
  });

  it(
    verifies("questions.check.exit", "ends with 1 when an assertion is broken, and with 0 when it is proved"),
    async () => {
      const policies = await file("good.cedar", below(500));
      const holds = await file(
        "holds.txt",
        "never { context.input has amount && context.input.amount > 600 }",
      );
      const broken = await file(
        "broken.txt",
        "never { context.input has amount && context.input.amount > 400 }",
      );
      const proved = await toolgate("policy", "assert", holds, "--policies", policies, "--tools", tools);
      const refuted = await toolgate("policy", "check", policies, "--assert", broken, "--tools", tools);
      expect([proved.code, refuted.code]).toEqual([0, 1]);
    },
  );

  it.each([
    [500, 1000, "more", 1],
    [1000, 500, "more", 0],
    [1000, 500, "any", 1],
  ])(
    verifies("questions.diff.exit", "for a limit of %i that becomes %i with --fail-on %s ends with %i"),
    async (was, is, failOn, code) => {
      const before = await file("before.cedar", below(was));
      const after = await file("after.cedar", below(is));
      const ended = await toolgate(
        "policy",
        "diff",
        "--before",
        before,
        "--after",
        after,
        "--tools",
        tools,
        "--fail-on",
        failOn,
      );
      expect(ended.code).toBe(code);
    },
  );

  it(
    verifies("questions.diff.exit", "ends with 1 when a text cannot be read, which is no proof of anything"),
    async () => {
      const before = await file("before.cedar", below(500));
      const after = await file("after.cedar", `${below(500)} permit(`);
      const ended = await toolgate(
        "policy",
        "diff",
        "--before",
        before,
        "--after",
        after,
        "--tools",
        tools,
        "--fail-on",
        "less",
      );
      expect(ended.code).toBe(1);
      expect(ended.stdout).toContain(`✗ ${after}:2:`);
    },
  );

  it.each([
    [
      ["check", "x"],
      "toolgate: policy check: what to ask about is missing: --tools FILE for an MCP tools/list result, or --engine ID for a running Toolgate.\n",
    ],
    [["check", "--tools", "x"], "toolgate: policy check needs the folder of the policies.\n"],
    [["check", "nowhere", "--tools", "x"], "toolgate: nowhere: there is no such file or folder.\n"],
    [
      ["check", "README.md", "--tools", "nowhere.json"],
      "toolgate: nowhere.json: there is no such file or folder.\n",
    ],
    [
      ["check", "README.md", "--tools", "package.json"],
      'toolgate: --tools package.json: It is no tools/list result: {"tools": [{"name": "<Target>___<tool>", "inputSchema": {…}}, …]}.\n',
    ],
    [["diff", "--tools", "x"], "toolgate: policy diff needs --before and --after.\n"],
    [
      ["diff", "--before", "x", "--after", "y", "--tools", "x", "--fail-on", "most"],
      "toolgate: --fail-on most: it is one of more, less and any.\n",
    ],
    [["who-can", "--tools", "x"], "toolgate: policy who-can needs a tool, or a caller with --principal.\n"],
    [
      ["check", "--nothing"],
      "toolgate policy check: there is no option --nothing. See: npx toolgate policy check --help\n",
    ],
    [
      ["check", "x", "--tools", "x", "--timeout", "0"],
      "toolgate: --timeout 0: it is a whole number of seconds from 1 to 3600.\n",
    ],
  ])(
    verifies("questions.check.exit", "policy %j is a mistake, ends with 2 and says what to do"),
    async (args, message) => {
      const ended = await toolgate("policy", ...args);
      expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, "", message]);
    },
  );
});

describe("a running Toolgate", { timeout: 120_000 }, () => {
  let running: RunningToolgate;
  let engine: string;
  beforeAll(async () => {
    running = await runToolgate();
    const gateway = await running.createGateway("bank", {
      Bank: bankTools.tools.map(({ name, inputSchema }) => ({
        name: name.slice("Bank___".length),
        inputSchema: mutable(inputSchema),
      })),
    });
    const { policyEngineId, policyEngineArn } = await running.aws.send(
      new CreatePolicyEngineCommand({ name: "bankers" }),
    );
    engine = policyEngineId ?? "";
    await running.aws.send(
      new UpdateGatewayCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: gateway.name,
        roleArn: gateway.roleArn,
        authorizerType: gateway.authorizerType,
        authorizerConfiguration: gateway.authorizerConfiguration,
        policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
      }),
    );
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: "small",
        definition: { cedar: { statement: below(500) } },
      }),
    );
  });
  afterAll(() => running.close());

  const ask = async (
    path: string,
    body: object,
    headers: Record<string, string> = { authorization: "x" },
  ) => {
    const response = await fetch(`${running.toolgate.controlUrl}/toolgate/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const answer: { status: number; body: Answer } = {
      status: response.status,
      body: JSON.parse(await response.text()),
    };
    return answer;
  };

  it(
    verifies(
      "questions.engine",
      "compares the policies in force with others, gateways by their names as when they are written",
    ),
    async () => {
      const after = [{ source: "new", text: below(1000) }];
      const { status, body } = await ask("compare-policies", { policyEngineIdentifier: engine, after });
      expect(status).toBe(200);
      expect(body).toMatchObject({ allowsMore: "yes", allowsLess: "no", faults: [] });
      expect(body.differences.map(({ tool, kind }) => [tool, kind])).toEqual([
        ["Bank___transfer", "allows more"],
        ["Bank___balance", "equivalent"],
      ]);
    },
  );

  it(verifies("questions.engine", "checks its policies and proves assertions of them"), async () => {
    const assertions = [
      { source: "must", text: "never { context.input has amount && context.input.amount > 600 }" },
    ];
    const checked = await ask("check-policies", { policyEngineIdentifier: "bankers", assertions });
    expect(checked.body).toMatchObject({
      policies: 1,
      tools: 2,
      findings: [],
      assertions: [{ outcome: "holds" }],
    });
    const proved = await ask("prove-assertions", { policyEngineIdentifier: engine, assertions });
    expect(proved.body).toMatchObject({ assertions: [{ outcome: "holds" }] });
    const open = [{ source: "p", text: on("balance", "permit") }];
    const other = await ask("check-policies", { policyEngineIdentifier: engine, policies: open });
    expect(other.body.findings).toMatchObject([{ kind: "allows all", at: { source: "p" } }]);
  });

  it(verifies("questions.engine", "says who can call a tool, and what a caller can"), async () => {
    const { body } = await ask("who-can", { policyEngineIdentifier: engine, claims: { sub: "ann" } });
    expect(body.answers).toMatchObject([
      {
        tool: "Bank___transfer",
        answer: "sometimes",
        ways: [{ conditions: [{ cedar: "context.input.amount < 500" }] }],
      },
      { tool: "Bank___balance", answer: "never" },
    ]);
  });

  it.each([
    [
      "an engine that is not there",
      "check-policies",
      { policyEngineIdentifier: "nobody" },
      404,
      "There is no policy engine nobody. There are ",
    ],
    [
      "a tool that is not there",
      "who-can",
      { policyEngineIdentifier: "bankers", tool: "Bank___x" },
      400,
      "There is no tool Bank___x. There are Bank___transfer, Bank___balance.",
    ],
    [
      "too long a time",
      "check-policies",
      { policyEngineIdentifier: "bankers", timeLimit: 601 },
      400,
      "1 validation error detected. ",
    ],
    [
      "a member that is none",
      "check-policies",
      { policyEngineIdentifier: "bankers", tools: [] },
      400,
      "'tools' is not a member of CheckPolicies here",
    ],
  ])(verifies("questions.engine", "refuses %s by name"), async (_, path, question, status, message) => {
    const answer = await ask(path, question);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it(verifies("questions.engine", "answers nobody without an Authorization header"), async () => {
    expect((await ask("check-policies", { policyEngineIdentifier: engine }, {})).status).toBe(403);
  });

  it(verifies("questions.engine", "is asked by the command with --engine"), async () => {
    const url = running.toolgate.controlUrl;
    const check = await toolgate("policy", "check", "--engine", engine, "--url", url);
    expect([check.code, check.stdout]).toEqual([0, "1 policy, 2 tools: no findings.\n"]);
    const after = await file("after.cedar", below(1000));
    const diff = await toolgate("policy", "diff", "--after", after, "--engine", engine, "--url", url);
    expect(diff.code).toBe(1);
    expect(diff.stdout).toContain("Bank___transfer by OAuthUser: allows more");
    const none = await toolgate("policy", "check", "--engine", "nobody", "--url", url);
    expect([none.code, none.stderr.startsWith("toolgate: There is no policy engine nobody.")]).toEqual([
      2,
      true,
    ]);
  });
});

/** What the tests look at by name. */
interface Answer {
  readonly message: string;
  readonly findings: readonly unknown[];
  readonly answers: readonly unknown[];
  readonly differences: readonly { readonly tool: string; readonly kind: string }[];
}

/** The SDK's types know no readonly lists. */
function mutable<Value>(value: Value) {
  return structuredClone(value) as never;
}
