import type { Expression } from "../syntax/ast.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { appliedTo } from "./decide.ts";
import { explainCondition } from "./explain-condition.ts";
import type { PolicyExplanation } from "./explanation.ts";
import type { EvaluationRequest } from "./request.ts";
import { type Result, truthOf } from "./result.ts";

/** What one policy says of the request, part by part; `text` is what it was parsed from. */
export function explainPolicy(
  policy: CompiledPolicy,
  request: EvaluationRequest,
  text: string,
  logOnly = false,
): PolicyExplanation {
  const { compiled, trace } = traced(policy);
  const outcome = outcomeOf(appliedTo(compiled, request));
  const { scope } = compiled;
  const explanation: PolicyExplanation = {
    id: policy.id,
    effect: policy.policy.effect,
    logOnly,
    outcome,
    scope: {
      principal: scope.principal(request),
      action: scope.action(request),
      resource: scope.resource(request),
    },
    conditions: policy.policy.conditions.map(({ kind, body }) => ({
      kind,
      body: explainCondition(body, trace, text),
    })),
  };
  // a request's values are not kept with the policy
  trace.clear();
  return explanation;
}

interface Traced {
  readonly compiled: CompiledPolicy;
  readonly trace: Map<Expression, Result>;
}

/** Denials explain the same few policies over and over. */
const known = new WeakMap<CompiledPolicy, Traced>();

function traced(policy: CompiledPolicy): Traced {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const trace = new Map<Expression, Result>();
  const compiled = compilePolicy(policy.policy, policy.id, {
    wrap: (node, evaluate) => (request) => {
      const result = evaluate(request);
      trace.set(node, result);
      return result;
    },
  });
  const made = { compiled, trace };
  known.set(policy, made);
  return made;
}

function outcomeOf(result: Result): PolicyExplanation["outcome"] {
  const { canBeTrue, canBeFalse, canError } = truthOf(result);
  if (Number(canBeTrue) + Number(canBeFalse) + Number(canError) > 1) return "unknown";
  if (canError) return "error";
  return canBeTrue ? "satisfied" : "not-satisfied";
}
