import type { Expression, Policy } from "../../syntax/ast.ts";

/** The parts that must all be true for the policy's conditions to hold. */
export function conjunctsOf({ conditions }: Policy): readonly Expression[] {
  return conditions.flatMap(({ kind, body }) => (kind === "when" ? partsOf(body) : partsOf(negationOf(body))));
}

/** The opposite, with its `not` as far inside as it goes. */
export function negationOf(expression: Expression): Expression {
  const { span } = expression;
  if (expression.kind === "not") return expression.operand;
  if (expression.kind === "or") return { kind: "and", operands: expression.operands.map(negationOf), span };
  if (expression.kind === "literal" && typeof expression.value === "boolean") {
    return { ...expression, value: !expression.value };
  }
  return { kind: "not", operand: expression, span };
}

function partsOf(expression: Expression): readonly Expression[] {
  return expression.kind === "and" ? expression.operands.flatMap(partsOf) : [expression];
}

/** The policy with these conditions in place of its own. */
export function withConjuncts(policy: Policy, conjuncts: readonly Expression[]): Policy {
  return { ...policy, conditions: conjuncts.map((body) => ({ kind: "when", body, span: body.span })) };
}

/** Whether it only asks if something is there, which other parts often say too. */
export function isGuard({ kind, ...rest }: Expression): boolean {
  return kind === "has" || ("operator" in rest && rest.operator === "hasTag");
}
