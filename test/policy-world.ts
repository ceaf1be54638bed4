/** A control plane with one engine and a gateway of refunds, and short ways to do what tests of policies do. */
import { join } from "node:path";
import type { InputOf, OutputOf } from "@toolgate/api";
import { type ControlPlaneParts, policyNotices, settlePolicies } from "@toolgate/server";
import { onTestFinished } from "vitest";
import { caller, openControlPlane, temporaryFolder } from "./store-over-folder.ts";

type Tools = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A control plane with one engine. */
export async function openWorld(changed: Partial<ControlPlaneParts>) {
  const file = join(temporaryFolder(onTestFinished), "toolgate.db");
  const { control, store, time, events } = await openControlPlane(file, {
    settle: settlePolicies,
    policyNotices,
    ...changed,
  });
  onTestFinished(() => store.close());
  const engine = await control.CreatePolicyEngine({ name: "Engine" }, caller);
  const { policyEngineId } = engine;
  let count = 0;
  const tick = () => {
    time.now += 1_000;
  };
  const gatewayInput = (name: string): InputOf<"CreateGateway"> => ({
    name,
    roleArn: "arn:aws:iam::123456789012:role/Role",
    authorizerType: "CUSTOM_JWT",
    authorizerConfiguration: {
      customJWTAuthorizer: { discoveryUrl: "http://127.0.0.1:1/.well-known/openid-configuration" },
    },
    policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
  });
  return {
    control,
    store,
    events,
    engine,
    policyEngineId,
    tick,
    gateway: (name: string) => control.CreateGateway(gatewayInput(name), caller),
    /** Each tool is given by the properties of its arguments; a name that ends in `?` is not required. */
    target: (gatewayIdentifier: string, name: string, tools: Tools) =>
      control.CreateGatewayTarget(
        {
          gatewayIdentifier,
          name,
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Refunds",
                toolSchema: {
                  inlinePayload: Object.entries(tools).map(([tool, members]) => definition(tool, members)),
                },
              },
            },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        } as InputOf<"CreateGatewayTarget">,
        caller,
      ),
    policy: (statement: string, more: Partial<InputOf<"CreatePolicy">> = {}) => {
      count += 1;
      const input = { policyEngineId, name: `Policy${count}`, definition: { cedar: { statement } }, ...more };
      return control.CreatePolicy(input as InputOf<"CreatePolicy">, caller);
    },
    get: ({ policyId }: OutputOf<"CreatePolicy">) => control.GetPolicy({ policyEngineId, policyId }, caller),
    update: ({ policyId }: OutputOf<"CreatePolicy">, change: object) =>
      control.UpdatePolicy({ policyEngineId, policyId, ...change } as InputOf<"UpdatePolicy">, caller),
  };
}

function definition(name: string, members: Readonly<Record<string, unknown>>) {
  const plain = (key: string) => key.replace("?", "");
  return {
    name,
    description: name,
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(Object.entries(members).map(([key, type]) => [plain(key), { type }])),
      required: Object.keys(members).filter((key) => !key.endsWith("?")),
    },
  };
}

export const place = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";
export const refundTools = {
  process_refund: { orderId: "string", amount: "integer", "reason?": "string" },
  price: { total: "number" },
};
export const scope = (action: string, gateway: string, effect = "permit") =>
  `${effect}(principal is AgentCore::OAuthUser, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${gateway}")`;
export const under = (limit: number) =>
  `when { principal.hasTag("username") && context.input.amount < ${limit} };`;

/** A world with the gateway `refunds` that has the target `RefundTool`. */
export async function openRefunds(changed: Partial<ControlPlaneParts>) {
  const here = await openWorld(changed);
  const gateway = await here.gateway("refunds");
  await here.target(gateway.gatewayId, "RefundTool", refundTools);
  return { ...here, arn: gateway.gatewayArn, gatewayId: gateway.gatewayId };
}
