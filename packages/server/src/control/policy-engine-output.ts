/** Policy engines as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { PolicyEngine } from "../model.ts";

/** AWS's PolicyEngineSummary. */
export function policyEngineSummary(engine: PolicyEngine): OutputOf<"GetPolicyEngineSummary"> {
  return {
    policyEngineId: engine.id,
    name: engine.name,
    createdAt: engine.createdAt,
    updatedAt: engine.updatedAt,
    policyEngineArn: engine.arn,
    status: engine.status,
    encryptionKeyArn: engine.encryptionKeyArn,
  };
}

/** AWS's PolicyEngine. */
export function policyEngineOutput(engine: PolicyEngine): OutputOf<"GetPolicyEngine"> {
  return {
    ...policyEngineSummary(engine),
    statusReasons: engine.statusReasons,
    description: engine.description,
  };
}
