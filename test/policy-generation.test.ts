import {
  type BedrockAgentCoreControlClient,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetPolicyGenerationCommand,
  GetPolicyGenerationSummaryCommand,
  ListPolicyGenerationSummariesCommand,
  type PolicyGenerationAsset,
  paginateListPolicyGenerationAssets,
  paginateListPolicyGenerations,
  StartPolicyGenerationCommand,
  UpdatePolicyCommand,
  ValidationException,
  waitUntilPolicyGenerationCompleted,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { PolicyClient } from "@toolgate/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let aws: BedrockAgentCoreControlClient;
let policyEngineId: string;
let gatewayArn: string;

const approve = {
  name: "approve_expense",
  description: "Approves an expense",
  inputSchema: {
    type: "object" as const,
    properties: { amount: { type: "integer" as const }, region: { type: "string" as const } },
    required: ["amount"],
  },
};

beforeAll(async () => {
  running = await runToolgate();
  aws = running.aws;
  const engine = await aws.send(new CreatePolicyEngineCommand({ name: "Engine" }));
  policyEngineId = engine.policyEngineId ?? "";
  const policyEngineConfiguration = { arn: engine.policyEngineArn ?? "", mode: "ENFORCE" as const };
  const gateway = await running.createGateway(
    "expenses",
    { ExpenseTarget: [approve] },
    { policyEngineConfiguration },
  );
  gatewayArn = gateway.gatewayArn ?? "";
});
afterAll(() => running.close());

const permit = `permit(
  principal is AgentCore::OAuthUser,
  action == AgentCore::Action::"ExpenseTarget___approve_expense",
  resource == AgentCore::Gateway::"GATEWAY"`;

async function generated(name: string, rawText: string, arn = gatewayArn) {
  const started = await aws.send(
    new StartPolicyGenerationCommand({ policyEngineId, name, resource: { arn }, content: { rawText } }),
  );
  const policyGenerationId = started.policyGenerationId ?? "";
  const by = { policyEngineId, policyGenerationId };
  const waited = await waitUntilPolicyGenerationCompleted(
    { client: aws, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    by,
  );
  expect(waited.state).toBe("SUCCESS");
  const assets: PolicyGenerationAsset[] = [];
  for await (const page of paginateListPolicyGenerationAssets({ client: aws, pageSize: 1 }, by)) {
    assets.push(...(page.policyGenerationAssets ?? []));
  }
  return { started, policyGenerationId, assets };
}

const typesOf = ({ findings }: PolicyGenerationAsset) => (findings ?? []).map(({ type }) => type);
const statementOf = ({ definition }: PolicyGenerationAsset | Record<string, never>) =>
  definition !== undefined && "cedar" in definition ? definition.cedar?.statement : undefined;

const small = "Allow users with role clerk to approve expenses when the amount is less than $500";
const three = `${small}; allow everyone to approve expenses. Allow users to approve expenses when the amount is reasonable`;

describe("policy generations through the AWS SDK", () => {
  it(
    verifies("generations.assets", "a text becomes policies, one for each requirement, in the text's order"),
    async () => {
      const { started, policyGenerationId, assets } = await generated("expense_rules", three);
      expect(started).toMatchObject({ status: "GENERATING", policyEngineId, resource: { arn: gatewayArn } });
      expect(policyGenerationId).toMatch(/^expense_rules-[a-z0-9_]{10}$/);
      expect(started.policyGenerationArn).toBe(
        `arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/${policyEngineId}/policy-generation/${policyGenerationId}`,
      );
      expect(assets.map(({ rawTextFragment }) => rawTextFragment)).toEqual([
        small,
        "allow everyone to approve expenses.",
        "Allow users to approve expenses when the amount is reasonable",
      ]);
      expect(assets.map(typesOf)).toEqual([["VALID"], ["ALLOW_ALL"], ["NOT_TRANSLATABLE"]]);
      expect(assets[2]?.definition).toBeUndefined();
      expect(assets[2]?.findings?.[0]?.description).toContain("reasonable");
      expect(assets[1]?.findings?.[0]?.description).toContain(
        "Overly Permissive: Policy Engine will allow every request",
      );
      const by = { policyEngineId, policyGenerationId };
      expect(await aws.send(new GetPolicyGenerationCommand(by))).toMatchObject({
        status: "GENERATED",
        statusReasons: [],
        findings:
          "1 of 3 requirements became a policy without findings, 1 a policy with findings, 1 could not be translated.",
      });
      const summary = await aws.send(new GetPolicyGenerationSummaryCommand(by));
      expect(summary).toMatchObject({ name: "expense_rules", status: "GENERATED" });
      expect(summary).not.toHaveProperty("statusReasons");
    },
  );

  it.each([
    ["forbid_all", "Block everyone from approving expenses", ["DENY_ALL"]],
    [
      "never",
      "Allow users with role clerk to approve expenses when the amount is more than 500 and the amount is less than 100",
      ["ALLOW_NONE"],
    ],
    [
      "deny_none",
      "Block users with role clerk from approving expenses when the amount is more than 500 and the amount is less than 100",
      ["DENY_NONE"],
    ],
    ["deny_some", "Block users from approving expenses when the amount exceeds 500", ["VALID"]],
  ])(
    verifies("generations.findings", "what %s comes to is found by the analysis of it alone"),
    async (name, text, types) => {
      const { assets } = await generated(name, text);
      expect(
        assets.map((asset) => ({ types: typesOf(asset), has: statementOf(asset) !== undefined })),
      ).toEqual([{ types, has: true }]);
    },
  );

  it(verifies("generations.lifecycle", "lists come in pages"), async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateListPolicyGenerations(
      { client: aws, pageSize: 2 },
      { policyEngineId },
    )) {
      expect(page.policyGenerations?.length).toBeLessThanOrEqual(2);
      names.push(...(page.policyGenerations ?? []).map(({ name }) => name));
    }
    expect(names).toEqual(["expense_rules", "forbid_all", "never", "deny_none", "deny_some"]);
    const summaries = await aws.send(new ListPolicyGenerationSummariesCommand({ policyEngineId }));
    expect(summaries.policyGenerations?.map(({ name }) => name)).toEqual(names);
  });

  it(verifies("generations.promote", "an asset becomes a policy, new or changed"), async () => {
    const { policyGenerationId, assets } = await generated("promoted", three);
    const [valid, wide, none] = assets.map(({ policyGenerationAssetId = "" }) => ({
      policyGeneration: { policyGenerationId, policyGenerationAssetId },
    }));
    const policy = await aws.send(
      new CreatePolicyCommand({ policyEngineId, name: "clerks", definition: valid }),
    );
    const statement = statementOf(assets[0] ?? {});
    expect(statement).toContain(permit.replace("GATEWAY", gatewayArn).split("\n")[2]?.trim());
    expect(policy).toMatchObject({ status: "ACTIVE", definition: { cedar: { statement } } });

    const refused = await aws.send(
      new CreatePolicyCommand({ policyEngineId, name: "wide", definition: wide }),
    );
    expect(refused.status).toBe("CREATE_FAILED");
    const forced = await aws.send(
      new UpdatePolicyCommand({
        policyEngineId,
        policyId: policy.policyId,
        definition: wide,
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    expect(forced).toMatchObject({
      status: "ACTIVE",
      definition: { cedar: { statement: statementOf(assets[1] ?? {}) } },
    });

    await expect(
      aws.send(new CreatePolicyCommand({ policyEngineId, name: "none", definition: none })),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("its text could not be translated"),
    });
    const absent = { policyGeneration: { policyGenerationId, policyGenerationAssetId: "absent-0123456789" } };
    await expect(
      aws.send(new CreatePolicyCommand({ policyEngineId, name: "absent", definition: absent })),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("has no asset"),
    });
    const gone = { policyGeneration: { ...absent.policyGeneration, policyGenerationId: "gone-0123456789" } };
    await expect(
      aws.send(new CreatePolicyCommand({ policyEngineId, name: "gone", definition: gone })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  const request = () => ({
    policyEngineId,
    name: "good_name",
    resource: { arn: gatewayArn },
    content: { rawText: small },
  });
  it.each([
    [
      "a name with hyphens",
      { name: "refund-policy-v1" },
      "ValidationException",
      "failed to satisfy constraint",
    ],
    [
      "an empty text",
      { content: { rawText: "" } },
      "ValidationException",
      "Value with length 0 at '/content/rawText'",
    ],
    ["a text of blanks", { content: { rawText: " \n " } }, "ValidationException", "holds blanks only"],
    [
      "2,001 characters",
      { content: { rawText: "a".repeat(2_001) } },
      "ValidationException",
      "Value with length 2001 at '/content/rawText'",
    ],
    [
      "another resource",
      { resource: { arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/e-0123456789" } },
      "ValidationException",
      "is not the ARN of a gateway",
    ],
    [
      "a gateway that does not exist",
      { resource: { arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/absent-0123456789" } },
      "ResourceNotFoundException",
      "absent-0123456789 does not exist",
    ],
    [
      "a gateway of another Region",
      { resource: { arn: "arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/expenses" } },
      "ResourceNotFoundException",
      "does not exist",
    ],
    [
      "an unknown engine",
      { policyEngineId: "absent-0123456789" },
      "ResourceNotFoundException",
      "absent-0123456789",
    ],
  ])(verifies("generations.refused", "%s is refused"), async (_, changed, name, message) => {
    await expect(
      aws.send(new StartPolicyGenerationCommand({ ...request(), ...changed })),
    ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  it(verifies("generations.repeat", "a token starts one generation"), async () => {
    const clientToken = "01234567-89ab-cdef-0123-456789abcdef";
    const start = (more = {}) =>
      aws.send(new StartPolicyGenerationCommand({ ...request(), name: "repeated", clientToken, ...more }));
    const [first, second] = [await start(), await start()];
    expect(second.policyGenerationId).toBe(first.policyGenerationId);
    await expect(start({ content: { rawText: "Allow all" } })).rejects.toThrow(ValidationException);
  });

  it(
    verifies("generations.sdk", "generatePolicy fetches the assets, by the gateway's name too"),
    async () => {
      const client = new PolicyClient({
        endpoint: running.toolgate.controlUrl,
        region: "us-west-2",
        credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
      });
      const result = await client.generatePolicy({
        policyEngineId,
        name: "refund_policy",
        resource: { arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/expenses" },
        content: { rawText: "Allow users to approve expenses when the amount is less than $500" },
        fetchAssets: true,
      });
      expect(result.status).toBe("GENERATED");
      const [asset] = result.generatedPolicies ?? [];
      expect(asset?.findings).toMatchObject([{ type: "VALID" }]);
      expect(asset?.definition).toMatchObject({
        cedar: { statement: expect.stringContaining("context.input.amount < 500") },
      });
    },
  );
});
