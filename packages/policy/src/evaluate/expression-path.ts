import type { Expression } from "../syntax/ast.ts";

const identifier = /^[A-Za-z_]\w*$/;

/** The expression as `context.input.amount`, for messages; undefined when it is more than a path from a variable. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.kind === "variable") return expression.name;
  if (expression.kind !== "member") return undefined;
  const path = pathOf(expression.operand);
  if (path === undefined) return undefined;
  const { name } = expression;
  return identifier.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
