import {
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyEngineCommand,
  GetPolicyCommand,
  ListPolicyEnginesCommand,
  StartPolicyGenerationCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedGateways, seedPolicies } from "./fixtures/seed-policies.ts";
import { callTool, type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The guide as it is printed, slips included: what a user then sees must lead to the cure. */

let running: RunningToolgate;

beforeAll(async () => {
  running = await runToolgate();
});

afterAll(() => running.close());

const statementOf = (name: string) => String(seedPolicies.find((policy) => policy.name === name)?.statement);

const refundTools = seedGateways["refund-gateway"]?.RefundTarget ?? [];

async function newEngine(name: string) {
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name }));
  const create = (
    policyName: string,
    statement: string,
    validationMode?: "FAIL_ON_ANY_FINDINGS" | "IGNORE_ALL_FINDINGS",
  ) =>
    running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: policyName,
        definition: { cedar: { statement } },
        ...(validationMode === undefined ? {} : { validationMode }),
      }),
    );
  return { engine, create };
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("the call should have been refused"),
    (error: Error) => ({ name: error.name, message: error.message }),
  );

describe("the complete example, in the order and with the names it is printed with", () => {
  it(
    verifies(
      "seeds.guide-order",
      "the policy written first waits for its gateway, then names the target that was meant",
    ),
    async () => {
      const { aws } = running;
      const { engine, create } = await newEngine("RefundPolicyEngine");
      const policy = await create(
        "RefundUnder500Policy",
        statementOf("refund_policy"),
        "FAIL_ON_ANY_FINDINGS",
      );
      expect(policy.status).toBe("CREATING");
      expect(policy.statusReasons?.join(" ")).toContain("Waits for the gateway refund-gateway");

      const gateway = await running.createGateway("refund-gateway", { RefundTool: refundTools });
      const read = () =>
        aws.send(new GetPolicyCommand({ policyEngineId: engine.policyEngineId, policyId: policy.policyId }));
      const waiting = await read();
      expect(waiting.status).toBe("CREATING");
      expect(waiting.statusReasons?.join(" ")).toContain("RefundTarget");
      expect(waiting.statusReasons?.join(" ")).toMatch(/did you mean RefundTool\?/i);

      await aws.send(
        new UpdateGatewayCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: gateway.name,
          roleArn: gateway.roleArn,
          authorizerType: gateway.authorizerType,
          authorizerConfiguration: gateway.authorizerConfiguration,
          policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
        }),
      );
      const url = String(gateway.gatewayUrl);
      const token = await running.issuer.token({ username: "refund-agent" });
      expect(await toolNames(url, token)).toEqual([]);

      // The cure: a policy for the target as it is called.
      const cured = await create(
        "RefundUnder500Cured",
        statementOf("refund_policy").replaceAll("RefundTarget", "RefundTool"),
      );
      expect(cured.status).toBe("ACTIVE");
      const args = { orderId: "12345", amount: 450, reason: "Defective product" };
      const slip = await callTool(url, token, "RefundTool__process_refund", args);
      expect(slip.body.result.isError).toBe(true);
      expect(slip.body.result.content.map((item: { text: string }) => item.text)).toEqual([
        "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
        "Did you mean RefundTool___process_refund?",
      ]);
      const right = await callTool(url, token, "RefundTool___process_refund", args);
      expect(right.body.result.isError).toBe(false);
      const over = await callTool(url, token, "RefundTool___process_refund", { ...args, amount: 750 });
      expect(over.body.result.isError).toBe(true);

      // And the target that the printed policy names makes that one active as well.
      await aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: "RefundTarget",
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Echo",
                toolSchema: {
                  inlinePayload: refundTools.map((tool) => ({
                    description: "Process customer refund",
                    ...tool,
                  })),
                },
              },
            },
          },
        }),
      );
      expect((await read()).status).toBe("ACTIVE");
      expect(await toolNames(url, token)).toEqual([
        "RefundTarget___process_refund",
        "RefundTool___process_refund",
      ]);
    },
  );

  it(
    verifies(
      "seeds.missing-claim",
      "a client-credentials token without username is denied, and the record names the claim",
    ),
    async () => {
      const url = `${running.toolgate.url}/gateways/${await refundGatewayId()}/mcp`;
      const token = await running.issuer.token({ client_id: "abc" });
      const { body } = await callTool(url, token, "RefundTool___process_refund", { orderId: "1", amount: 1 });
      expect(body.result.isError).toBe(true);
      const records = await decisions(body.result._meta["toolgate/decisionId"]);
      expect(records[0]?.reason).toContain("asks for username, which the caller's token does not carry");
    },
  );
});

async function refundGatewayId(): Promise<string> {
  const response = await fetch(`${running.toolgate.url}/toolgate/v1/status`, {
    headers: { authorization: "Toolgate test" },
  });
  const status = (await response.json()) as { gateways: { gatewayId: string; name: string }[] };
  return String(status.gateways.find((gateway) => gateway.name === "refund-gateway")?.gatewayId);
}

async function decisions(decisionId: string) {
  const response = await fetch(`${running.toolgate.url}/toolgate/v1/decisions?decisionId=${decisionId}`, {
    headers: { authorization: "Toolgate test" },
  });
  return ((await response.json()) as { decisions: { reason: string }[] }).decisions;
}

describe("the guide's pitfalls", () => {
  const payment = 'AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/payment"';
  const transfer = 'AgentCore::Action::"PaymentTarget___transfer_funds"';

  beforeAll(async () => {
    await running.createGateway("payment", seedGateways.payment ?? {});
  });

  it.each([
    {
      pitfall: "a generation name with hyphens",
      work: async () =>
        running.aws.send(
          new StartPolicyGenerationCommand({
            policyEngineId: "RefundPolicyEngine-0123456789",
            name: "refund-policy-v1",
            resource: {
              arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-0123456789",
            },
            content: { rawText: "Allow refunds for amounts less than $500" },
          }),
        ),
      says: ["'/name'", "must satisfy regular expression pattern: ^[A-Za-z][A-Za-z0-9_]*$"],
    },
    {
      pitfall: "a tag read without hasTag",
      work: async () =>
        (await newEngine("MissingTagCheck")).create(
          "no_guard",
          `permit(principal is AgentCore::OAuthUser, action == ${transfer}, resource == ${payment}) when { principal.getTag("role") == "admin" };`,
        ),
      says: ['principal.hasTag("role")'],
    },
    {
      pitfall: "a type check on the resource with a specific action",
      work: async () =>
        (await newEngine("WrongResourceScope")).create(
          "type_check",
          `permit(principal, action == ${transfer}, resource is AgentCore::Gateway) when { context.input.amount < 10 };`,
        ),
      says: [
        "please constrain the resource to a specific AgentCore::Gateway resource",
        'AgentCore::Gateway::"arn:aws:',
      ],
    },
    {
      pitfall: "two underscores in an action",
      work: async () =>
        (await newEngine("TwoUnderscores")).create(
          "two_underscores",
          `permit(principal, action == AgentCore::Action::"PaymentTarget__transfer_funds", resource == ${payment}) when { context.input.amount < 10 };`,
        ),
      says: ["PaymentTarget__transfer_funds", "PaymentTarget___transfer_funds"],
    },
    {
      pitfall: "an optional argument read without has",
      work: async () =>
        (await newEngine("OptionalArgument")).create(
          "optional",
          `permit(principal, action == ${transfer}, resource == ${payment}) when { context.input.toAccount == "a" };`,
        ),
      says: ["context.input has toAccount"],
    },
    {
      pitfall: "a statement that is not Cedar",
      work: async () =>
        (await newEngine("NotCedar")).create(
          "not_cedar",
          "permit principal action resource if they are reasonable;",
        ),
      says: ["Line 1, column 8"],
    },
  ])(verifies("seeds.pitfalls", "$pitfall: a ValidationException with the cure"), async ({ work, says }) => {
    const { name, message } = await refusal(work());
    expect(name).toBe("ValidationException");
    for (const words of says) expect(message).toContain(words);
  });

  it(
    verifies("seeds.default-deny", "without a permit everything is denied, and the record says so"),
    async () => {
      const { engine, create } = await newEngine("OnlyForbids");
      await create("over_1000", statementOf("forbid_policy"));
      const gateway = await running.createGateway(
        "only-forbids",
        { PaymentTarget: seedGateways.payment?.PaymentTarget ?? [] },
        { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
      );
      const { body } = await callTool(
        String(gateway.gatewayUrl),
        await running.issuer.token({}),
        "PaymentTarget___transfer_funds",
        { amount: 1 },
      );
      const [record] = await decisions(body.result._meta["toolgate/decisionId"]);
      expect(record?.reason).toBe("No policy permits this tool, so the call is denied by default.");
    },
  );

  it(
    verifies(
      "seeds.bare-forbid",
      "the bare emergency forbid fails under FAIL_ON_ANY_FINDINGS as AWS says, and works without it",
    ),
    async () => {
      const { create } = await newEngine("Emergency");
      const strict = await create("strict", statementOf("disable_tool"), "FAIL_ON_ANY_FINDINGS");
      expect(strict.status).toBe("CREATE_FAILED");
      expect(strict.statusReasons?.[0]).toMatch(/^Overly Restrictive: Policy Engine will deny every request/);
      expect(strict.statusReasons?.join(" ")).toContain("IGNORE_ALL_FINDINGS");
      const usual = await create("usual", statementOf("disable_tool"));
      expect(usual.status).toBe("ACTIVE");
      expect(usual.statusReasons?.[0]).toMatch(/^Overly Restrictive:/);
    },
  );

  it(
    verifies(
      "seeds.lambda-without-schema",
      "a Lambda target without a tool schema is refused by the member's name",
    ),
    async () => {
      const body = {
        name: "TestTarget",
        targetConfiguration: {
          mcp: { lambda: { lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Test" } },
        },
      };
      const response = await fetch(`${running.toolgate.url}/gateways/${await refundGatewayId()}/targets/`, {
        method: "POST",
        headers: { authorization: "Toolgate test" },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(400);
      const answer = (await response.json()) as { fieldList: { name: string }[]; message: string };
      expect(answer.fieldList[0]?.name).toBe("targetConfiguration.mcp.lambda.toolSchema");
      expect(answer.message).toContain("Member must not be null");
    },
  );

  it(
    verifies(
      "seeds.cleanup",
      "an engine that a gateway uses says so when it is deleted, and goes once it is detached",
    ),
    async () => {
      const { aws } = running;
      const { engine } = await newEngine("ToClean");
      const gateway = await running.createGateway(
        "to-clean",
        {},
        { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "LOG_ONLY" } },
      );
      const { name, message } = await refusal(
        aws.send(new DeletePolicyEngineCommand({ policyEngineId: engine.policyEngineId })),
      );
      expect(name).toBe("ConflictException");
      expect(message).toContain(String(gateway.gatewayId));
      await aws.send(
        new UpdateGatewayCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: gateway.name,
          roleArn: gateway.roleArn,
          authorizerType: gateway.authorizerType,
          authorizerConfiguration: gateway.authorizerConfiguration,
        }),
      );
      await aws.send(new DeletePolicyEngineCommand({ policyEngineId: engine.policyEngineId }));
      const { policyEngines } = await aws.send(new ListPolicyEnginesCommand({}));
      expect(policyEngines?.map((one) => one.name)).not.toContain("ToClean");
    },
  );

  it(
    verifies("seeds.unknown-method", "prompts and resources are answered as methods that do not exist"),
    async () => {
      const url = `${running.toolgate.url}/gateways/${await refundGatewayId()}/mcp`;
      const { body } = await rpc(url, await running.issuer.token({}), "prompts/list");
      expect(body.error.code).toBe(-32601);
    },
  );
});
