import type { Expression } from "../syntax/ast.ts";
import { Failure } from "../values/failure.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { type DecisionRequest, decide, evaluatePolicy } from "./decide.ts";
import { explainCondition } from "./explain-condition.ts";
import { explainInWords } from "./explain-in-words.ts";
import type { Explanation, PolicyExplanation } from "./explanation.ts";
import type { PolicySet } from "./policy-set.ts";
import type { Result } from "./result.ts";

/**
 * Decides the request once more, by the same definition of the language, and keeps what every part came to. `textOf` gives
 * the text that a policy was parsed from.
 */
export function explain(
  set: PolicySet,
  request: DecisionRequest,
  textOf: (policyId: string) => string,
): Explanation {
  const { forbids, permits, logOnly } = set.forAction(request.action);
  const decision = decide(set, request);
  const explained = (isLogOnly: boolean) => (policy: CompiledPolicy) =>
    explainPolicy(policy, request, textOf(policy.id), isLogOnly);
  const policies = [...[...forbids, ...permits].map(explained(false)), ...logOnly.map(explained(true))];
  return { decision, sentence: explainInWords(decision, policies), policies };
}

function explainPolicy(
  { id, policy }: CompiledPolicy,
  request: DecisionRequest,
  text: string,
  logOnly: boolean,
): PolicyExplanation {
  const trace = new Map<Expression, Result>();
  const traced = compilePolicy(policy, id, {
    wrap: (node, evaluate) => (asked) => {
      const result = evaluate(asked);
      trace.set(node, result);
      return result;
    },
  });
  const result = evaluatePolicy(traced, request);
  return {
    id,
    effect: policy.effect,
    logOnly,
    outcome: result instanceof Failure ? "error" : result ? "satisfied" : "not-satisfied",
    scope: {
      principal: traced.scope.principal(request),
      action: traced.scope.action(request),
      resource: traced.scope.resource(request),
    },
    conditions: policy.conditions.map(({ kind, body }) => ({
      kind,
      body: explainCondition(body, trace, text),
    })),
  };
}
