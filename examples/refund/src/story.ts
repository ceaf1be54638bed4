/** The refund story, step by step; every step states what must come. */
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetPolicyCommand,
  UpdateGatewayCommand,
  UpdatePolicyCommand,
  waitUntilPolicyEngineActive,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { DecisionRecord } from "@toolgate/server";
import { connect, fetchToken, refund } from "./agent.ts";
import { mustBe, type Narrator } from "./narrator.ts";
import { refundUnder500, stopAllRefunds } from "./policies.ts";

const refundTool = {
  name: "process_refund",
  description: "Process customer refund",
  inputSchema: {
    type: "object" as const,
    properties: {
      orderId: { type: "string" as const },
      amount: { type: "integer" as const },
      reason: { type: "string" as const },
    },
    required: ["orderId", "amount"],
  },
};

export interface Story {
  readonly url: string;
  readonly issuer: string;
  readonly narrator: Narrator;
}

export async function tellStory({
  url,
  issuer,
  narrator,
}: Story): Promise<{ readonly commands: readonly string[] }> {
  const { step, chapter } = narrator;
  const aws = new BedrockAgentCoreControlClient({
    endpoint: url,
    region: "us-west-2",
    credentials: { accessKeyId: "demo", secretAccessKey: "demo" },
  });

  chapter("The platform team sets the rules, through the AWS SDK");
  const engine = await step(
    "Create a policy engine: the place where the rules live",
    async () => {
      const created = await aws.send(
        new CreatePolicyEngineCommand({ name: "RefundPolicyEngine", description: "Rules for refunds" }),
      );
      await waitUntilPolicyEngineActive(
        { client: aws, maxWaitTime: 30 },
        { policyEngineId: created.policyEngineId },
      );
      return created;
    },
    (created) => `engine ${created.policyEngineId}`,
  );
  const policyEngineId = String(engine.policyEngineId);
  const permit = await step(
    "Write a Cedar policy: refund-agent may refund less than 500",
    () =>
      aws.send(
        new CreatePolicyCommand({
          policyEngineId,
          name: "RefundUnder500Policy",
          definition: { cedar: { statement: refundUnder500 } },
          validationMode: "FAIL_ON_ANY_FINDINGS",
        }),
      ),
    (policy) => {
      mustBe("the status of a policy whose gateway does not exist yet", "CREATING", policy.status);
      return `policy ${policy.policyId} waits: ${policy.statusReasons?.join(" ")}`;
    },
  );
  const gateway = await step(
    "Create the gateway, with an OAuth authorizer",
    () =>
      aws.send(
        new CreateGatewayCommand({
          name: "refund-gateway",
          roleArn: "arn:aws:iam::123456789012:role/RefundGatewayRole",
          protocolType: "MCP",
          authorizerType: "CUSTOM_JWT",
          authorizerConfiguration: {
            customJWTAuthorizer: {
              discoveryUrl: `${issuer}/.well-known/openid-configuration`,
              allowedScopes: ["refunds:write"],
            },
          },
        }),
      ),
    (created) => `gateway ${created.gatewayId} at ${created.gatewayUrl}`,
  );
  await step(
    "Put a Lambda tool behind it (here: a JavaScript handler in a process of its own)",
    () =>
      aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: "RefundTarget",
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:RefundProcessor",
                toolSchema: { inlinePayload: [refundTool] },
              },
            },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        }),
      ),
    (target) => `target ${target.targetId}: tool RefundTarget___process_refund`,
  );
  await step(
    "Look at the policy again: what it waited for is there",
    () => aws.send(new GetPolicyCommand({ policyEngineId, policyId: permit.policyId })),
    (policy) => {
      mustBe("the status of the policy", "ACTIVE", policy.status);
      return `policy ${policy.policyId} is ACTIVE`;
    },
  );
  const attach = (mode: "ENFORCE" | "LOG_ONLY") =>
    aws.send(
      new UpdateGatewayCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: gateway.name,
        roleArn: gateway.roleArn,
        protocolType: gateway.protocolType,
        authorizerType: gateway.authorizerType,
        authorizerConfiguration: gateway.authorizerConfiguration,
        policyEngineConfiguration: { arn: String(engine.policyEngineArn), mode },
      }),
    );
  await step(
    "Attach the policy engine to the gateway and ENFORCE its decisions",
    () => attach("ENFORCE"),
    (updated) => {
      mustBe("the mode", "ENFORCE", updated.policyEngineConfiguration?.mode);
      return "from now on nothing passes that no policy permits";
    },
  );

  chapter("Agents call, through an MCP client");
  const gatewayUrl = String(gateway.gatewayUrl);
  const token = await fetchToken(issuer, "refund-agent-client");
  const agent = await step(
    "refund-agent signs in, connects and lists its tools",
    async () => {
      const client = await connect(gatewayUrl, token);
      return { client, tools: (await client.listTools()).tools.map((tool) => tool.name) };
    },
    ({ tools }) => {
      mustBe("its tools", "RefundTarget___process_refund", tools.join(", "));
      return `tools: ${tools.join(", ")}`;
    },
  );
  await step(
    "refund-agent refunds 450: less than 500, so it goes through",
    () => refund(agent.client, 450),
    (answer) => {
      mustBe("allowed", true, answer.allowed);
      return `ALLOW: ${answer.text}`;
    },
  );
  await step(
    "refund-agent refunds 750: no policy permits it, so it is denied",
    () => refund(agent.client, 750),
    (answer) => {
      mustBe("allowed", false, answer.allowed);
      mustBe("the sentence", denial("Policy evaluation denied due to no determining policies"), answer.text);
      return `DENY: ${answer.text}`;
    },
  );
  await step(
    "other-agent signs in: the policy names another user, so it does not even see the tool",
    async () => {
      const other = await connect(gatewayUrl, await fetchToken(issuer, "other-agent-client"));
      const { tools } = await other.listTools();
      const answer = await refund(other, 450);
      await other.close();
      return { tools, answer };
    },
    ({ tools, answer }) => {
      mustBe("the number of tools it sees", 0, tools.length);
      mustBe("allowed", false, answer.allowed);
      return `DENY: tools/list is empty, and the call is denied`;
    },
  );

  chapter("Emergency: stop every refund, then let them through again");
  const emergency = await step(
    "Create a forbid for the tool: it is in force when the call returns",
    () =>
      aws.send(
        new CreatePolicyCommand({
          policyEngineId,
          name: "StopAllRefunds",
          definition: { cedar: { statement: stopAllRefunds } },
          validationMode: "IGNORE_ALL_FINDINGS",
        }),
      ),
    (policy) => {
      mustBe("its status", "ACTIVE", policy.status);
      return `policy ${policy.policyId}`;
    },
  );
  await step(
    "refund-agent refunds 450 again: the forbid wins",
    () => refund(agent.client, 450),
    (answer) => {
      mustBe("the sentence", denial(`Policy evaluation denied due to ${emergency.policyId}`), answer.text);
      return `DENY: ${answer.text}`;
    },
  );
  await step(
    "Switch the forbid to LOG_ONLY, its off switch, and refund 450",
    async () => {
      await aws.send(
        new UpdatePolicyCommand({
          policyEngineId,
          policyId: emergency.policyId,
          enforcementMode: "LOG_ONLY",
        }),
      );
      return refund(agent.client, 450);
    },
    (answer) => {
      mustBe("allowed", true, answer.allowed);
      return `ALLOW: ${answer.text}`;
    },
  );

  chapter("LOG_ONLY: watch the rules before they bite");
  await step(
    "Switch the gateway to LOG_ONLY and refund 450 and 750: both go through",
    async () => {
      await attach("LOG_ONLY");
      return [await refund(agent.client, 450), await refund(agent.client, 750)];
    },
    (answers) => {
      mustBe(
        "both allowed",
        true,
        answers.every((answer) => answer.allowed),
      );
      return "ALLOW for both";
    },
  );
  await step(
    "Read the decision records: what policy said is written down all the same",
    () => fetchDecisions(url, String(gateway.gatewayId)),
    (records) => {
      const calls = records.filter((record) => record.method === "tools/call" && record.mode === "LOG_ONLY");
      mustBe("what policy said", "DENY, ALLOW", calls.map((record) => record.decision).join(", "));
      mustBe("what was done", "ALLOW, ALLOW", calls.map((record) => record.enforced).join(", "));
      return calls
        .map(
          ({ decisionId, decision, enforced, reason, micros }) =>
            `${decisionId}: ${decision}, done: ${enforced}. ${reason} (decided in ${micros} µs)`,
        )
        .join("\n");
    },
  );
  await agent.client.close();
  return { commands: commandsFor(url, issuer, gatewayUrl, policyEngineId) };
}

function denial(reason: string): string {
  return `AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [${reason}]`;
}

async function fetchDecisions(url: string, gatewayId: string): Promise<readonly DecisionRecord[]> {
  const response = await fetch(`${url}/toolgate/v1/decisions?gatewayId=${gatewayId}&limit=20`, {
    headers: { authorization: "Toolgate local" },
  });
  return ((await response.json()) as { decisions: readonly DecisionRecord[] }).decisions;
}

function commandsFor(
  url: string,
  issuer: string,
  gatewayUrl: string,
  policyEngineId: string,
): readonly string[] {
  return [
    `TOKEN=$(curl -s ${issuer}/token -d grant_type=client_credentials -d client_id=refund-agent-client -d client_secret=demo-secret -d scope=refunds:write | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `curl -s ${gatewayUrl} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"RefundTarget___process_refund","arguments":{"orderId":"1","amount":750}}}'`,
    `npx toolgate records --url ${url}`,
    `npx toolgate status --url ${url}`,
    `AWS_ENDPOINT_URL=${url} aws bedrock-agentcore-control list-policies --policy-engine-id ${policyEngineId} --region us-west-2`,
  ];
}
