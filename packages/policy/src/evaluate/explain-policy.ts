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
  const { compiled, evaluate } = traced(policy);
  const { outcome, trace } = evaluate(request);
  const { scope } = compiled;
  return {
    id: policy.id,
    effect: policy.policy.effect,
    logOnly,
    outcome,
    scope: {
      principal: scope.principal(request),
      action: compiled.action(request),
      resource: scope.resource(request),
    },
    conditions: policy.policy.conditions.map(({ kind, body }) => ({
      kind,
      body: explainCondition(body, trace, text),
    })),
  };
}

type Trace = Map<Expression, Result>;

interface Traced {
  readonly compiled: CompiledPolicy;
  readonly evaluate: (request: EvaluationRequest) => {
    readonly outcome: PolicyExplanation["outcome"];
    readonly trace: Trace;
  };
}

/** Denials explain the same few policies over and over. */
const known = new WeakMap<CompiledPolicy, Traced>();

function traced(policy: CompiledPolicy): Traced {
  const before = known.get(policy);
  if (before !== undefined) return before;
  let trace: Trace = new Map();
  const compiled = compilePolicy(policy.policy, policy.id, {
    wrap: (node, evaluate) => (request) => {
      const result = evaluate(request);
      trace.set(node, result);
      return result;
    },
  });
  const made: Traced = {
    compiled,
    evaluate(request) {
      const outcome = outcomeOf(appliedTo(compiled, request));
      const own = trace;
      // a request's values are not kept with the policy
      trace = new Map();
      return { outcome, trace: own };
    },
  };
  known.set(policy, made);
  return made;
}

function outcomeOf(result: Result): PolicyExplanation["outcome"] {
  const { canBeTrue, canBeFalse, canError } = truthOf(result);
  // of what cannot apply it does not matter whether it fails
  if (!canBeTrue) return canBeFalse ? "not-satisfied" : "error";
  return canBeFalse || canError ? "unknown" : "satisfied";
}
