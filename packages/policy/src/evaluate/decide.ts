import { Failure } from "../values/failure.ts";
import type { RecordValue } from "../values/value.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { PolicyDecision, PolicyError } from "./decision.ts";
import type { PolicySet } from "./policy-set.ts";
import type { EvaluationRequest } from "./request.ts";
import type { Result } from "./result.ts";

/** A request of which everything is known. */
export interface DecisionRequest extends EvaluationRequest {
  readonly context: RecordValue;
}

/**
 * Cedar's decision: denied by every forbid that is satisfied, else allowed by every permit that is, else denied. A policy
 * that fails is skipped and reported. Each LOG_ONLY policy is evaluated alone.
 */
export function decide(set: PolicySet, request: DecisionRequest): PolicyDecision {
  const { forbids, permits, logOnly } = set.forAction(request.action);
  const errors: PolicyError[] = [];
  const denying = satisfied(forbids, request, errors);
  const allowing = satisfied(permits, request, errors);
  const logOnlyErrors: PolicyError[] = [];
  return {
    decision: denying.length === 0 && allowing.length > 0 ? "ALLOW" : "DENY",
    determining: denying.length > 0 ? denying : allowing,
    errors,
    logOnlyMatched: satisfied(logOnly, request, logOnlyErrors),
    logOnlyErrors,
  };
}

/** Whether the policy applies, as far as it is known: its scope matches and its conditions hold. The set's index matched the action. */
export function appliedTo({ scope, conditions }: CompiledPolicy, request: EvaluationRequest): Result {
  return scope.principal(request) && scope.resource(request) && conditions(request);
}

/** What the policy does with a request of which everything is known: an action that it is not for is not looked at. */
export function evaluatePolicy(policy: CompiledPolicy, request: DecisionRequest): boolean | Failure {
  const result = appliedTo(policy, request);
  if (typeof result === "boolean" || result instanceof Failure) return result;
  return notCertain;
}

const notCertain = new Failure("The conditions hang on what is not known");

function satisfied(
  policies: readonly CompiledPolicy[],
  request: DecisionRequest,
  errors: PolicyError[],
): readonly string[] {
  const ids: string[] = [];
  for (const policy of policies) {
    const result = evaluatePolicy(policy, request);
    if (result === true) ids.push(policy.id);
    else if (result !== false) errors.push({ policyId: policy.id, message: result.message });
  }
  return ids;
}
