import type { Expression } from "../../syntax/ast.ts";
import { argumentSubject, claimSubject, isPrincipal, isText, pathIn, type Subject } from "./subject.ts";

/** What is there for certain where the condition is `isTrue`; a policy may read it without asking again. */
export function presentWhere(node: Expression, isTrue: boolean): readonly string[] {
  switch (node.kind) {
    case "not":
      return presentWhere(node.operand, !isTrue);
    case "and":
    case "or": {
      const each = node.operands.map((operand) => presentWhere(operand, isTrue));
      if ((node.kind === "and") === isTrue) return each.flat();
      const [first = [], ...rest] = each;
      return first.filter((name) => rest.every((names) => names.includes(name)));
    }
    case "has":
    case "binary":
      return isTrue ? (askedFor(node)?.reads ?? []) : [];
    default:
      return [];
  }
}

/** The claim or argument whose presence the expression asks for. */
export function askedFor(node: Expression): Subject | undefined {
  if (node.kind === "has") {
    const path = pathIn(node.operand);
    return path === undefined ? undefined : argumentSubject([...path, ...node.path]);
  }
  if (node.kind !== "binary" || node.operator !== "hasTag" || !isPrincipal(node.left)) return undefined;
  return isText(node.right) ? claimSubject(node.right.value) : undefined;
}
