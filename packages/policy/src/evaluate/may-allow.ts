import type { CompiledPolicy } from "./compile-policy.ts";
import { appliedTo } from "./decide.ts";
import type { PolicySet } from "./policy-set.ts";
import type { EvaluationRequest } from "./request.ts";
import { type Truth, truthOf } from "./result.ts";

/**
 * Whether some arguments may make the action allowed: no forbid is certain to apply, and some permit can. The context's
 * input is unknown ({@link listContext}). Sound: an action that `decide` allows with some input is never refused here.
 */
export function mayAllow(set: PolicySet, request: EvaluationRequest): boolean {
  const { forbids, permits } = set.forAction(request.action);
  return (
    permits.some((policy) => ways(policy, request).canBeTrue) &&
    !forbids.some((policy) => {
      const { canBeTrue, canBeFalse, canError } = ways(policy, request);
      return canBeTrue && !canBeFalse && !canError;
    })
  );
}

function ways(policy: CompiledPolicy, request: EvaluationRequest): Truth {
  return truthOf(appliedTo(policy, request));
}
