import type { Expression, Policy } from "../../syntax/ast.ts";

/** The parts that must all be true for the policy to apply to the calls that its scope is for; one caller in the scope is a part. */
export function conjunctsOf({ principal, conditions }: Policy): readonly Expression[] {
  const parts = conditions.flatMap(({ kind, body }) => partsOf(kind === "when" ? body : negationOf(body)));
  const named =
    principal.kind === "any" ? undefined : principal.kind === "is" ? principal.in : principal.entity;
  if (named === undefined) return parts;
  const { span } = principal;
  const caller: Expression = { kind: "variable", name: "principal", span };
  return [
    { kind: "binary", operator: "==", left: caller, right: { ...named, kind: "entity" }, span },
    ...parts,
  ];
}

/** The policy with these parts in place of its conditions, and of one caller in its scope. */
export function withConjuncts(policy: Policy, conjuncts: readonly Expression[]): Policy {
  const { principal } = policy;
  const open: Policy["principal"] =
    principal.kind === "is" ? { ...principal, in: undefined } : { kind: "any", span: principal.span };
  return {
    ...policy,
    principal: open,
    conditions: conjuncts.map((body) => ({ kind: "when", body, span: body.span })),
  };
}

/** The opposite, with its `not` inside of `or` and `not`. */
export function negationOf(expression: Expression): Expression {
  const { span } = expression;
  if (expression.kind === "not") return expression.operand;
  if (expression.kind === "or") return { kind: "and", operands: expression.operands.map(negationOf), span };
  if (expression.kind === "literal" && typeof expression.value === "boolean") {
    return { ...expression, value: !expression.value };
  }
  return { kind: "not", operand: expression, span };
}

/** Whether it only asks if something is there, which other parts often say too. */
export function isGuard(expression: Expression): boolean {
  if (expression.kind === "has") return true;
  return expression.kind === "binary" && expression.operator === "hasTag";
}

function partsOf(expression: Expression): readonly Expression[] {
  return expression.kind === "and" ? expression.operands.flatMap(partsOf) : [expression];
}
