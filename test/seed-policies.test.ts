import { existsSync, readFileSync } from "node:fs";
import {
  type CreateGatewayCommandOutput,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SeedPolicy, seedGateways, seedPolicies } from "./fixtures/seed-policies.ts";
import { callTool, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const denial =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to";

let running: RunningToolgate;
const gateways = new Map<string, CreateGatewayCommandOutput>();

beforeAll(async () => {
  running = await runToolgate();
  for (const [name, targets] of Object.entries(seedGateways))
    gateways.set(name, await running.createGateway(name, targets));
});

afterAll(() => running.close());

/** Puts the statements in force on the gateway, by an engine of their own, and takes them away afterwards. */
async function withPolicies(
  name: string,
  policy: SeedPolicy,
  statement: string,
  work: (url: string) => Promise<void>,
) {
  const { aws } = running;
  const gateway = gateways.get(policy.gateway) as CreateGatewayCommandOutput;
  const engine = await aws.send(new CreatePolicyEngineCommand({ name }));
  const { policyEngineId } = engine;
  const statements = [...(policy.base === undefined ? [] : [policy.base]), statement];
  const attach = (configuration: object) =>
    aws.send(
      new UpdateGatewayCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: gateway.name,
        roleArn: gateway.roleArn,
        authorizerType: gateway.authorizerType,
        authorizerConfiguration: gateway.authorizerConfiguration,
        ...configuration,
      }),
    );
  await attach({ policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } });
  const ids: (string | undefined)[] = [];
  for (const [index, text] of statements.entries()) {
    const created = await aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `policy_${index}`,
        definition: { cedar: { statement: text } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    expect(created.status, created.statusReasons?.join(" ")).toBe("ACTIVE");
    ids.push(created.policyId);
  }
  try {
    await work(String(gateway.gatewayUrl));
  } finally {
    for (const policyId of ids) await aws.send(new DeletePolicyCommand({ policyEngineId, policyId }));
    await attach({});
  }
}

async function expectCalls(url: string, policy: SeedPolicy) {
  for (const call of policy.calls) {
    const token = await running.issuer.token(call.claims);
    const { status, body } = await callTool(url, token, call.tool, call.arguments);
    const what = JSON.stringify({ claims: call.claims, arguments: call.arguments });
    expect(status).toBe(200);
    expect(!body.result.isError, what).toBe(call.allowed);
    const [item] = body.result.content;
    if (call.allowed) {
      expect(JSON.parse(item.text).event, what).toEqual(call.arguments);
      expect(await toolNames(url, token), what).toContain(call.tool);
    } else {
      expect(item.text, what).toContain(denial);
    }
  }
}

describe("the guide's policies, written anew, decide through the gateway", () => {
  it.each(seedPolicies)(
    verifies("seeds.policies", "$name allows and denies as the guide says"),
    async (policy) => {
      await withPolicies(`fixture_${policy.name}`, policy, policy.statement, (url) =>
        expectCalls(url, policy),
      );
    },
  );
});

const guide = new URL("../../shared/seeds/2-policy-integration-examples.txt", import.meta.url);
const present = existsSync(guide);
const printed = new Map(
  present
    ? [...readFileSync(guide, "utf8").matchAll(/^(\w+) = """\n([\s\S]*?)"""/gm)].map(([, name, text]) => [
        name,
        text,
      ])
    : [],
);
if (!present)
  process.stdout.write(
    "skipped: the guide's printed policies; put the seeds beside the repository as ../shared/seeds\n",
  );

describe.skipIf(!present)("the guide's policies, to the letter", () => {
  it("every policy that the guide prints is in the table, and nothing else", () => {
    const cedar = [...printed]
      .filter(([, text]) => /^(permit|forbid)/.test(String(text)))
      .map(([name]) => name);
    expect(cedar.sort()).toEqual(seedPolicies.map((policy) => policy.name).sort());
  });

  it.each(seedPolicies)(
    verifies("seeds.to-the-letter", "$name as printed allows and denies the same calls"),
    async (policy) => {
      const text = printed.get(policy.name);
      await withPolicies(`printed_${policy.name}`, policy, String(text), (url) => expectCalls(url, policy));
    },
  );
});
