/** The guide's complete example, steps 1 to 4. */
import type { PolicyEngine } from "@toolgate/sdk";
import { mustBe } from "../narrator.ts";
import { refundUnder500, stopAllRefunds } from "../policies.ts";
import { functionArn, type OpenGateway, openGateway, type Stage, tellSuite } from "./guide-stage.ts";

const refund = (amount: number) => ({
  tool: "RefundTarget___process_refund",
  args: { orderId: "12345", amount, reason: "Defective product" },
});

export interface RefundSystem {
  readonly engine: PolicyEngine;
  readonly refunds: OpenGateway;
}

export async function buildRefundSystem(stage: Stage): Promise<RefundSystem> {
  const { narrator, policies, gateways } = stage;
  narrator.chapter("Complete example: refund processing");
  const engine = await narrator.step(
    "Step 1: create a policy engine, or get the one that is there",
    () =>
      policies.createOrGetPolicyEngine({
        name: "RefundPolicyEngine",
        description: "Policy engine for refund processing authorization",
      }),
    (created) => {
      mustBe("its status", "ACTIVE", created.status);
      return `Policy Engine ARN: ${created.policyEngineArn}`;
    },
  );
  const { policyEngineId } = engine;
  const permit = await narrator.step(
    "Step 2: create the policy for refunds under 500; it waits for what it names",
    () =>
      policies.createPolicy({
        policyEngineId,
        name: "RefundUnder500Policy",
        definition: { cedar: { statement: refundUnder500 } },
        validationMode: "FAIL_ON_ANY_FINDINGS",
      }),
    (policy) => {
      mustBe("its status", "CREATING", policy.status);
      return policy.statusReasons.join(" ");
    },
  );
  const refunds = await narrator.step(
    "Step 3: create the gateway with a Cognito authorizer, and the Lambda target",
    () =>
      openGateway(stage, "refund-gateway", "RefundTarget", functionArn("RefundProcessor"), {
        name: "process_refund",
        properties: { orderId: "string", amount: "integer", reason: "string" },
        required: ["orderId", "amount"],
      }),
    ({ gateway }) => `Gateway URL: ${gateway.gatewayUrl}`,
  );
  await narrator.step(
    "Step 3: attach the policy engine to the gateway",
    async () => {
      await gateways.updateGatewayPolicyEngine({
        gatewayIdentifier: refunds.gateway.gatewayId,
        policyEngineArn: engine.policyEngineArn,
        mode: "ENFORCE",
      });
      return policies.waitForPolicyActive(permit);
    },
    (policy) => `${policy.name} is ${policy.status}`,
  );
  await tellSuite(stage, "Step 4: test the policy", refunds, [
    { name: "amount=450", ...refund(450), expected: "ALLOW" },
    { name: "amount=750", ...refund(750), expected: "DENY" },
  ]);
  const emergency = await narrator.step(
    "Have the emergency policy ready, without effect so far",
    () =>
      policies.createPolicy({
        policyEngineId,
        name: "EmergencyShutdownPolicy",
        definition: { cedar: { statement: stopAllRefunds } },
        validationMode: "IGNORE_ALL_FINDINGS",
        enforcementMode: "LOG_ONLY",
      }),
    (policy) => `${policy.name} is ${policy.status}, enforcementMode ${policy.enforcementMode}`,
  );
  await narrator.step(
    "Emergency: enable it",
    () => policies.enablePolicy(emergency),
    (policy) => `enforcementMode ${policy.enforcementMode}`,
  );
  await tellSuite(stage, "No refund goes through", refunds, [
    { name: "amount=450", ...refund(450), expected: "DENY" },
  ]);
  await narrator.step(
    "All clear: disable it",
    () => policies.disablePolicy(emergency),
    (policy) => `enforcementMode ${policy.enforcementMode}`,
  );
  await tellSuite(stage, "Refunds go through again", refunds, [
    { name: "amount=450", ...refund(450), expected: "ALLOW" },
  ]);
  return { engine, refunds };
}

/** A gateway whose engine only writes down what it would have done. */
export async function tryLogOnly(stage: Stage, { engine }: RefundSystem): Promise<OpenGateway> {
  const { narrator, gateways } = stage;
  narrator.chapter("LOG_ONLY: test without enforcing");
  const test = await narrator.step(
    "Create a test gateway, and attach the engine with LOG_ONLY",
    async () => {
      const open = await openGateway(stage, "test-gateway", "TestTarget", functionArn("AnyTool"), {
        name: "process_refund",
        properties: { amount: "integer" },
        required: ["amount"],
      });
      await gateways.updateGatewayPolicyEngine({
        gatewayIdentifier: open.gateway.gatewayId,
        policyEngineArn: engine.policyEngineArn,
        mode: "LOG_ONLY",
      });
      return open;
    },
    ({ gateway }) => `gateway ${gateway.gatewayId}`,
  );
  await tellSuite(stage, "What no policy permits goes through all the same", test, [
    { name: "amount=750", tool: "TestTarget___process_refund", args: { amount: 750 }, expected: "ALLOW" },
  ]);
  return test;
}
