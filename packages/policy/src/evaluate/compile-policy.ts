import type { Policy } from "../syntax/ast.ts";
import { type CompileOptions, compileExpression } from "./compile-expression.ts";
import { type CompiledScope, compileActionScope, compileScope, type ScopeTest } from "./compile-scope.ts";
import { unary } from "./evaluators.ts";
import { isTruth } from "./is-truth.ts";
import { chain, type Evaluator, not } from "./logic.ts";

/** A policy, ready to be evaluated. */
export interface CompiledPolicy {
  readonly id: string;
  readonly policy: Policy;
  /** For requests that did not come by way of a set's index. */
  readonly action: ScopeTest;
  readonly scope: CompiledScope;
  /** All conditions together, evaluated once the scope matches. */
  readonly conditions: Evaluator;
}

/** The policy as functions. Throws RangeError for conditions nested deeper than 1,000 levels. */
export function compilePolicy(policy: Policy, id: string, options: CompileOptions = {}): CompiledPolicy {
  return {
    id,
    policy,
    action: compileActionScope(policy.action),
    scope: compileScope(policy),
    conditions: compileConditions(policy, options),
  };
}

function compileConditions({ conditions }: Policy, options: CompileOptions): Evaluator {
  const evaluators = conditions.map(({ kind, body }) => {
    const evaluate = compileExpression(body, options);
    return kind === "when" ? evaluate : unary(evaluate, not);
  });
  const [first] = conditions;
  const [alone, ...others] = evaluators;
  const isAlone = first !== undefined && alone !== undefined && others.length === 0;
  return isAlone && (first.kind === "unless" || isTruth(first.body)) ? alone : chain("when", evaluators);
}
