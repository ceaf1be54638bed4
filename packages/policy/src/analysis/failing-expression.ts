import { compilePolicy } from "../evaluate/compile-policy.ts";
import { evaluatePolicy } from "../evaluate/decide.ts";
import { pathOf } from "../evaluate/expression-path.ts";
import type { Expression, Policy, Span } from "../syntax/ast.ts";
import { Failure } from "../values/failure.ts";
import { decisionRequest } from "./replay.ts";
import type { RequestCase } from "./request-case.ts";

export interface FailingExpression {
  /** The part of the policy's text that fails, and not because a part of it does. */
  readonly span: Span;
  readonly message: string;
  /** A condition to write before it, after which it does not fail for this reason. */
  readonly guard: string | undefined;
}

/** What it is that fails when the policy is evaluated for the request; undefined where nothing does. */
export function failingExpression(policy: Policy, request: RequestCase): FailingExpression | undefined {
  let failed: FailingExpression | undefined;
  const compiled = compilePolicy(policy, "", {
    // parts are evaluated before the whole, so the first to fail is the cause
    wrap: (node, evaluate) => (asked) => {
      const result = evaluate(asked);
      if (result instanceof Failure) {
        failed ??= { span: node.span, message: result.message, guard: guardOf(node) };
      }
      return result;
    },
  });
  return evaluatePolicy(compiled, decisionRequest(request)) instanceof Failure ? failed : undefined;
}

function guardOf(node: Expression): string | undefined {
  if (node.kind === "member") {
    const holder = pathOf(node.operand);
    const name = /^[A-Za-z_]\w*$/.test(node.name) ? node.name : JSON.stringify(node.name);
    return holder === undefined ? undefined : `${holder} has ${name}`;
  }
  if (node.kind !== "binary" || node.operator !== "getTag" || node.right.kind !== "literal") return undefined;
  const holder = pathOf(node.left);
  const name = node.right.value;
  return holder === undefined || typeof name !== "string"
    ? undefined
    : `${holder}.hasTag(${JSON.stringify(name)})`;
}
