/** Policies as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { Policy } from "../model.ts";

/** AWS's PolicySummary. */
export function policySummary(policy: Policy): OutputOf<"GetPolicySummary"> {
  return {
    policyId: policy.id,
    name: policy.name,
    policyEngineId: policy.engineId,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
    policyArn: policy.arn,
    status: policy.status,
    enforcementMode: policy.enforcementMode,
  };
}

/** AWS's Policy; the definition goes out under the arm that it came in. */
export function policyOutput(policy: Policy): OutputOf<"GetPolicy"> {
  const { arm, statement } = policy.definition;
  return {
    ...policySummary(policy),
    definition: arm === "cedar" ? { cedar: { statement } } : { policy: { statement } },
    statusReasons: [...policy.statusReasons, ...(policy.toolChanges ?? []).map(({ message }) => message)],
    ...(policy.description === undefined ? {} : { description: policy.description }),
  };
}
