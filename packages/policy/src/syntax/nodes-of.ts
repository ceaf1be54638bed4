import type { Expression, Policy } from "./ast.ts";

/** Every node of the policy's conditions, outer ones first. */
export function* nodesOf(policy: Policy): Generator<Expression> {
  const waiting = policy.conditions.map(({ body }) => body).reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node).toReversed());
  }
}

/** The operands of an expression, in the order of the text. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "literal":
    case "entity":
    case "variable":
      return [];
    case "and":
    case "or":
      return node.operands;
    case "not":
    case "negate":
    case "isEmpty":
    case "member":
    case "has":
    case "like":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "if":
      return [node.condition, node.then, node.else];
    case "is":
      return node.in === undefined ? [node.operand] : [node.operand, node.in];
    case "set":
      return node.items;
    case "record":
      return node.members.map(({ value }) => value);
    case "call":
      return node.arguments;
  }
}
