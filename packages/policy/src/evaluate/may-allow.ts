import type { CompiledPolicy } from "./compile-policy.ts";
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

const outOfScope: Truth = { canBeTrue: false, canBeFalse: true, canError: false };

function ways({ scope, conditions }: CompiledPolicy, request: EvaluationRequest): Truth {
  if (!scope.principal(request) || !scope.resource(request)) return outOfScope;
  return truthOf(conditions(request));
}
