import type { Expression } from "../syntax/ast.ts";
import type { Evaluator } from "./logic.ts";
import { SharedByKey } from "./shared-by-key.ts";

const shared = new SharedByKey<Evaluator>();
/** Equal numbers mean equal expressions. */
const numbers = new WeakMap<Evaluator, number>();
let last = 0;

/**
 * The one function of all expressions that say the same: policies of many tools ask the same of a caller, and what another
 * policy has just asked is near to the processor. `parts` are the shared functions of the node's parts.
 */
export function shareEvaluator(node: Expression, parts: readonly Evaluator[], made: Evaluator): Evaluator {
  const key = JSON.stringify([node.kind, ownWords(node), ...parts.map((part) => numbers.get(part))]);
  const evaluate = shared.share(key, made);
  if (!numbers.has(evaluate)) numbers.set(evaluate, ++last);
  return evaluate;
}

/** What the node says itself, its parts aside. */
function ownWords(node: Expression): unknown {
  switch (node.kind) {
    case "literal":
      return typeof node.value === "bigint" ? { integer: `${node.value}` } : node.value;
    case "entity":
      return [node.type, node.id];
    case "variable":
    case "member":
    case "call":
      return node.name;
    case "binary":
      return node.operator;
    case "has":
      return node.path;
    case "like":
      return node.pattern;
    case "is":
      return node.entityType;
    case "record":
      return node.members.map(({ name }) => name);
    case "and":
    case "or":
    case "not":
    case "negate":
    case "isEmpty":
    case "if":
    case "set":
      return undefined;
  }
}
