import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { type Gateway, GatewayClient, PolicyClient } from "@toolgate/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoArn, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** What the gateway client does in the services around the gateway, read back with AWS's own clients. */

let running: RunningToolgate;
let gateways: GatewayClient;
let policies: PolicyClient;
let iam: IAMClient;
let gateway: Gateway;
let engineArn: string;

const RoleName = "AgentCoreGatewayExecutionRole";

beforeAll(async () => {
  running = await runToolgate();
  const endpoint = running.toolgate.controlUrl;
  gateways = new GatewayClient({ endpoint });
  policies = new PolicyClient({ endpoint });
  const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret" };
  iam = new IAMClient({ endpoint, region: "us-east-1", credentials });
  engineArn = (await policies.createPolicyEngine({ name: "Rules" })).policyEngineArn;
  gateway = await gateways.createMcpGateway({
    name: "Refund-Gateway",
    authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl } },
    enableObservability: false,
  });
});

afterAll(async () => {
  iam.destroy();
  await running.close();
});

async function grants(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const found = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    return [PolicyName, Statement.flatMap(({ Action, Resource }) => [...Action, ...Resource])] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

describe("the role of a gateway that was created without one", () => {
  const place = "arn:aws:bedrock-agentcore:us-west-2:123456789012";

  it(
    verifies("typescript.gateway-role", "may read the gateway, then ask its engine and call its functions"),
    async () => {
      expect([gateway.status, gateway.roleArn]).toEqual([
        "READY",
        `arn:aws:iam::123456789012:role/${RoleName}`,
      ]);
      const read = ["bedrock-agentcore:GetGateway", `${place}:gateway/refund-gateway-*`];
      expect(await grants()).toEqual({ "AgentCoreGateway-Refund-Gateway": read });

      await gateways.updateGatewayPolicyEngine({
        gatewayIdentifier: gateway.gatewayId,
        policyEngineArn: engineArn,
      });
      const toolSchema = {
        inlinePayload: [{ name: "go", description: "Goes", inputSchema: { type: "object" } }],
      };
      const targetPayload = { lambdaArn: echoArn, toolSchema };
      await gateways.createMcpGatewayTarget({ gateway, name: "Echo", targetPayload });
      expect(await grants()).toEqual({
        "AgentCoreGateway-Refund-Gateway": read,
        "AgentCorePolicyEngine-Refund-Gateway": [
          "bedrock-agentcore:AuthorizeAction",
          "bedrock-agentcore:PartiallyAuthorizeActions",
          gateway.gatewayArn,
          engineArn,
          "bedrock-agentcore:GetPolicyEngine",
          engineArn,
        ],
        "AgentCoreLambda-Echo": ["lambda:InvokeFunction", echoArn],
      });
    },
  );

  it(verifies("typescript.fix-iam", "is mended in one call"), async () => {
    await gateways.fixIamPermissions({ gateway });
    expect(await grants()).toMatchObject({
      "AgentCoreGateway-Refund-Gateway": ["bedrock-agentcore:GetGateway", gateway.gatewayArn],
      "AgentCoreLambdas-Refund-Gateway": ["lambda:InvokeFunction", echoArn],
    });
  });

  it("is taken for the next gateway too", async () => {
    const next = await gateways.createMcpGateway({
      name: "next",
      authorizerType: "NONE",
      enableObservability: false,
    });
    expect(next.roleArn).toBe(gateway.roleArn);
    expect(Object.keys(await grants())).toContain("AgentCoreGateway-next");
  });
});
