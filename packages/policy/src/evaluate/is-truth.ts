import type { BinaryOperator, Expression } from "../syntax/ast.ts";

/** Operators that come to something other than true or false. */
const others: ReadonlySet<BinaryOperator> = new Set(["+", "-", "*", "getTag"]);

/** Whether the expression, unless it fails, surely comes to true or false. */
export function isTruth(expression: Expression): boolean {
  switch (expression.kind) {
    case "and":
    case "or":
    case "not":
    case "isEmpty":
    case "has":
    case "like":
    case "is":
      return true;
    case "binary":
      return !others.has(expression.operator);
    case "literal":
      return typeof expression.value === "boolean";
    case "entity":
    case "variable":
    case "negate":
    case "if":
    case "member":
    case "set":
    case "record":
    case "call":
      return false;
  }
}
