import type { Expression, Policy } from "../../syntax/ast.ts";

/** The policy with one node of its conditions, found by identity, replaced by another. */
export function replaceNode(policy: Policy, node: Expression, by: Expression): Policy {
  const conditions = policy.conditions.map((condition) => ({
    ...condition,
    body: replaced(condition.body, node, by),
  }));
  return { ...policy, conditions };
}

function replaced(here: Expression, node: Expression, by: Expression): Expression {
  if (here === node) return by;
  const inner = (operand: Expression) => replaced(operand, node, by);
  switch (here.kind) {
    case "literal":
    case "entity":
    case "variable":
      return here;
    case "and":
    case "or":
      return { ...here, operands: here.operands.map(inner) };
    case "not":
    case "negate":
    case "isEmpty":
    case "member":
    case "has":
    case "like":
      return { ...here, operand: inner(here.operand) };
    case "binary":
      return { ...here, left: inner(here.left), right: inner(here.right) };
    case "if": {
      const [condition, then, otherwise] = [inner(here.condition), inner(here.then), inner(here.else)];
      return { ...here, condition, then, else: otherwise };
    }
    case "is":
      return { ...here, operand: inner(here.operand), in: here.in && inner(here.in) };
    case "set":
      return { ...here, items: here.items.map(inner) };
    case "record":
      return { ...here, members: here.members.map(({ name, value }) => ({ name, value: inner(value) })) };
    case "call":
      return { ...here, arguments: here.arguments.map(inner) };
  }
}
