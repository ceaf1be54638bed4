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

const refund = on(
  "transfer",
  "permit",
  'when { principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < 500 }',
);
const sentence =
  'Allow callers with username "refund-agent" to use Bank___transfer when the amount is less than 500.';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("toolgate policy read", { timeout: 120_000 }, () => {
  it(verifies("authoring.read-back.surfaces", "prints the sentence and the calls"), async () => {
    const path = await file("refund.cedar", refund);
    const tools = await file("tools.json", JSON.stringify(bankTools));
    const { code, stdout } = await toolgate("policy", "read", path, "--tools", tools);
    expect(stdout.split("\n")).toEqual([
      `${path}:1:1`,
      sentence,
      "  ✓ allows: refund-agent, amount 499",
      "  ✗ denies: refund-agent, amount 500",
      "  ✗ denies: other, amount 499",
      "",
    ]);
    expect(code).toBe(0);
  });

  it(
    verifies("authoring.read-back.surfaces", "needs no tools for the sentence, and names the gateway then"),
    async () => {
      const path = await file("refund.cedar", refund);
      const { code, stdout } = await toolgate("policy", "read", path, "--json");
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        policies: [
          {
            at: { source: path, line: 1, column: 1 },
            sentence:
              'Allow callers with username "refund-agent" to use Bank___transfer on the gateway bank when the amount is less than 500.',
            notes: [],
            applies: "unknown",
            examples: [],
          },
        ],
        faults: [],
      });
    },
  );

  it(
    verifies("authoring.read-back.surfaces", "says what is wrong with a policy, and reads it nevertheless"),
    async () => {
      const path = await file("wrong.cedar", on("transfer", "permit", "when { context.input.amuont < 500 }"));
      const tools = await file("tools.json", JSON.stringify(bankTools));
      const { code, stdout } = await toolgate("policy", "read", path, "--tools", tools);
      expect(code).toBe(1);
      expect(stdout).toContain("amuont");
      expect(stdout).toContain("Allow everyone to use Bank___transfer when the amuont is less than 500.\n");
      expect(stdout).not.toContain("allows:");
    },
  );

  it.each([
    [["read"], "toolgate: policy read needs the file of the policy, or --engine ID.\n"],
    [
      ["read", "x.cedar", "--policy", "p"],
      "toolgate: policy read: --policy names one of an engine's own policies; it goes with --engine, and without a file.\n",
    ],
    [["read", "nowhere.cedar"], "toolgate: nowhere.cedar: there is no such file or folder.\n"],
  ])(verifies("authoring.read-back.surfaces", "refuses %j"), async (args, message) => {
    const { code, stderr } = await toolgate("policy", ...args);
    expect([code, stderr]).toEqual([2, message]);
  });

  it(verifies("authoring.read-back.surfaces", "names the place of what cannot be parsed"), async () => {
    const path = await file("broken.cedar", "permit(principal, action, resource) when { 1 + };");
    const { code, stderr } = await toolgate("policy", "read", path);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path}:1:48: `);
  });
});

describe("the operation", { timeout: 120_000 }, () => {
  let running: RunningToolgate;
  let engine: string;
  let policy: string;

  beforeAll(async () => {
    running = await runToolgate();
    const gateway = await running.createGateway("bank", {
      Bank: bankTools.tools.map(({ name, inputSchema }) => ({
        name: name.slice("Bank___".length),
        inputSchema: JSON.parse(JSON.stringify(inputSchema)),
      })),
    });
    const { aws } = running;
    const { policyEngineId = "", policyEngineArn } = await aws.send(
      new CreatePolicyEngineCommand({ name: "bankers" }),
    );
    engine = policyEngineId;
    await aws.send(
      new UpdateGatewayCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: gateway.name,
        roleArn: gateway.roleArn,
        authorizerType: gateway.authorizerType,
        authorizerConfiguration: gateway.authorizerConfiguration,
        policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
      }),
    );
    const statement = refund;
    const made = await aws.send(
      new CreatePolicyCommand({ policyEngineId, name: "small", definition: { cedar: { statement } } }),
    );
    policy = made.policyId ?? "";
  });
  afterAll(() => running.close());

  const read = async (body: object, headers: Record<string, string> = { authorization: "x" }) => {
    const response = await fetch(`${running.toolgate.controlUrl}/toolgate/v1/read-policies`, {
      method: "POST",
      headers,
      body: JSON.stringify({ policyEngineIdentifier: engine, ...body }),
    });
    const type = response.headers.get("x-amzn-errortype");
    return { status: response.status, type, body: JSON.parse(await response.text()) };
  };

  it(
    verifies("authoring.read-back.surfaces", "reads an engine's policies, all or one by its name"),
    async () => {
      for (const asked of [{}, { policy: "small" }, { policy }]) {
        const { status, body } = await read(asked);
        expect([status, body.faults]).toEqual([200, []]);
        expect(body.policies).toMatchObject([
          {
            at: { source: policy },
            sentence,
            applies: "some",
            examples: [
              { outcome: "allows", words: "refund-agent, amount 499" },
              { outcome: "denies", words: "refund-agent, amount 500" },
              { outcome: "denies", words: "other, amount 499" },
            ],
          },
        ]);
      }
    },
  );

  it(
    verifies("authoring.read-back.surfaces", "reads texts that are brought, against the engine's tools"),
    async () => {
      const { body } = await read({ policies: [{ source: "p", text: on("balance", "permit") }] });
      expect(body.policies).toMatchObject([
        { at: { source: "p" }, sentence: "Allow everyone to use Bank___balance.", applies: "every" },
      ]);
    },
  );

  it(verifies("authoring.read-back.surfaces", "is what the command asks with --engine"), async () => {
    const { controlUrl } = running.toolgate;
    const ended = await toolgate(
      "policy",
      "read",
      "--engine",
      engine,
      "--policy",
      "small",
      "--url",
      controlUrl,
    );
    expect(ended.stdout).toBe(
      `${policy}:1:1\n${sentence}\n  ✓ allows: refund-agent, amount 499\n  ✗ denies: refund-agent, amount 500\n  ✗ denies: other, amount 499\n`,
    );
  });

  it.each([
    [{ policy: "nobody" }, 404, "ResourceNotFoundException"],
    [{ policy: "small", policies: [] }, 400, "ValidationException"],
    [{ surprise: 1 }, 400, "ValidationException"],
  ])(verifies("authoring.read-back.surfaces", "refuses %j"), async (asked, status, type) => {
    const answer = await read(asked);
    expect([answer.status, answer.type]).toEqual([status, type]);
  });

  it(verifies("authoring.read-back.surfaces", "asks for an authorization header"), async () => {
    expect((await read({}, {})).status).toBe(403);
  });
});
