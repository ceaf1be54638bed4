/** The guide's common policy patterns and emergency patterns, each with calls that it allows and denies. */
import type { PolicyEngine } from "@toolgate/sdk";
import { mustBe } from "../narrator.ts";
import { functionArn, type OpenGateway, openGateway, type Stage, tellSuite } from "./guide-stage.ts";
import {
  amountBased,
  anyClaim,
  blockUser,
  disableTool,
  emergencyShutdown,
  managers,
  premiumTier,
  regional,
  requiredDescription,
  standardTier,
} from "./statements.ts";

const transfer = (amount: number, expected: "ALLOW" | "DENY") => ({
  name: `transfer ${amount}`,
  tool: "PaymentTarget___transfer_funds",
  args: { amount },
  expected,
});

export interface Patterns {
  readonly engine: PolicyEngine;
  readonly gateways: readonly OpenGateway[];
}

export async function tryPatterns(stage: Stage): Promise<Patterns> {
  const { narrator, policies, gateways } = stage;
  narrator.chapter("Common policy patterns");
  const engine = await policies.createOrGetPolicyEngine({ name: "PatternsEngine" });
  const { policyEngineId } = engine;
  const open = async (name: string, target: string, tool: Parameters<typeof openGateway>[4]) => {
    const opened = await openGateway(stage, name, target, functionArn("AnyTool"), tool);
    await gateways.updateGatewayPolicyEngine({
      gatewayIdentifier: opened.gateway.gatewayId,
      policyEngineArn: engine.policyEngineArn,
    });
    return opened;
  };
  const [payment, shipping, decision, insurance] = await narrator.step(
    "Open the gateways that the patterns are about",
    async () =>
      [
        await open("payment", "PaymentTarget", {
          name: "transfer_funds",
          properties: { amount: "integer" },
          required: ["amount"],
        }),
        await open("shipping", "ShippingTarget", {
          name: "calculate_rate",
          properties: { weight: "integer", region: "string" },
          required: ["weight"],
        }),
        await open("decision", "DecisionTarget", {
          name: "approve_decision",
          properties: { amount: "integer" },
          required: ["amount"],
        }),
        await open("insurance", "InsuranceTarget", {
          name: "file_claim",
          properties: { claimId: "string", description: "string" },
          required: ["claimId"],
        }),
      ] as const,
    (opened) => opened.map(({ gateway }) => gateway.name).join(", "),
  );
  const deploy = (name: string, statement: string, more = {}) =>
    policies.createOrGetPolicy({
      policyEngineId,
      name,
      definition: { cedar: { statement } },
      validationMode: "IGNORE_ALL_FINDINGS",
      ...more,
    });
  const active = async (name: string, statement: string) => {
    const policy = await deploy(name, statement);
    mustBe(`the status of ${name}`, "ACTIVE", policy.status);
    return policy;
  };

  const amounts = await active("amount_based", amountBased);
  await tellSuite(stage, "Amount-based restrictions", payment, [
    transfer(9_999, "ALLOW"),
    transfer(10_000, "DENY"),
  ]);
  await policies.disablePolicy(amounts);
  await active("premium_tier", premiumTier);
  await active("standard_tier", standardTier);
  await tellSuite(stage, "User tiers", payment, [transfer(9_999, "ALLOW"), transfer(10_000, "DENY")]);
  await active("regional", regional);
  const rate = (args: object, expected: "ALLOW" | "DENY") => ({
    name: JSON.stringify(args),
    tool: "ShippingTarget___calculate_rate",
    args: { weight: 1, ...args },
    expected,
  });
  await tellSuite(stage, "Regional restrictions", shipping, [
    rate({ region: "CA" }, "ALLOW"),
    rate({ region: "FR" }, "DENY"),
    rate({}, "DENY"),
  ]);
  await active("managers", managers);
  const approve = (amount: number, expected: "ALLOW" | "DENY") => ({
    name: `approve ${amount}`,
    tool: "DecisionTarget___approve_decision",
    args: { amount },
    expected,
  });
  await tellSuite(stage, "Roles", decision, [approve(100_001, "ALLOW"), approve(100_000, "DENY")]);
  const claim = (args: object, expected: "ALLOW" | "DENY") => ({
    name: `claim ${JSON.stringify(args)}`,
    tool: "InsuranceTarget___file_claim",
    args: { claimId: "c-1", ...args },
    expected,
  });
  await tellSuite(stage, "Pitfall 2: without a permit everything is denied", insurance, [
    claim({ description: "hail" }, "DENY"),
  ]);
  await active("any_claim", anyClaim);
  await active("required_description", requiredDescription);
  await tellSuite(stage, "Required fields", insurance, [
    claim({ description: "hail" }, "ALLOW"),
    claim({}, "DENY"),
  ]);

  narrator.chapter("Emergency shutdown patterns");
  const stops = [
    { name: "emergency_shutdown", statement: emergencyShutdown, afterwards: "DENY" },
    { name: "disable_tool", statement: disableTool, afterwards: "DENY" },
    { name: "block_user", statement: blockUser, afterwards: "ALLOW" },
  ] as const;
  for (const { name, statement, afterwards } of stops) {
    const stop = await deploy(name, statement, { enforcementMode: "LOG_ONLY" });
    await policies.enablePolicy(stop);
    await tellSuite(stage, `${name}, enabled`, payment, [transfer(1, afterwards)]);
    await policies.disablePolicy(stop);
    await tellSuite(stage, `${name}, disabled`, payment, [transfer(1, "ALLOW")]);
  }
  return { engine, gateways: [payment, shipping, decision, insurance] };
}
