import { pathOf } from "../../evaluate/expression-path.ts";
import type { Expression } from "../../syntax/ast.ts";
import { expressionToText } from "../../syntax/expression-to-text.ts";
import { quotePattern } from "../../syntax/quote-text.ts";

/** A condition in plain words where it has some, else as Cedar. */
export function conditionInWords(condition: Expression): string {
  return words(condition, true) ?? expressionToText(condition);
}

function words(node: Expression, isTrue: boolean): string | undefined {
  switch (node.kind) {
    case "not":
      return words(node.operand, !isTrue);
    case "binary":
      return binaryWords(node, isTrue);
    case "like": {
      const subject = subjectOf(node.operand);
      return subject && `${subject} ${isTrue ? "matches" : "does not match"} ${quotePattern(node.pattern)}`;
    }
    case "has": {
      const holder = pathOf(node.operand);
      if (holder === undefined) return undefined;
      const path = `${holder}.${node.path.join(".")}`.replace(/^context\.input\./, "");
      return holder.startsWith("context.input")
        ? `argument ${path} is ${isTrue ? "given" : "absent"}`
        : undefined;
    }
    case "call": {
      const [subject, other] = node.arguments;
      const told = comparisons[node.name];
      if (told === undefined || subject === undefined || other === undefined) return undefined;
      const [left, right] = [subjectOf(subject), constantOf(other)];
      return left && right && `${left} ${told[isTrue ? 0 : 1]} ${right}`;
    }
    case "and":
    case "or":
      return together(node.kind, node.operands, isTrue);
    case "member": {
      const subject = subjectOf(node);
      return subject && `${subject} is ${isTrue}`;
    }
    default:
      return undefined;
  }
}

/** `a and b` is false where `not a or not b` is true. */
function together(kind: "and" | "or", operands: readonly Expression[], isTrue: boolean): string | undefined {
  const parts = operands.map((each) => words(each, isTrue));
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.join((kind === "and") === isTrue ? " and " : " or ");
}

const comparisons: Readonly<Record<string, readonly [string, string]>> = {
  "==": ["is", "is not"],
  "!=": ["is not", "is"],
  "<": ["is less than", "is at least"],
  "<=": ["is at most", "is more than"],
  ">": ["is more than", "is at most"],
  ">=": ["is at least", "is less than"],
  lessThan: ["is less than", "is at least"],
  lessThanOrEqual: ["is at most", "is more than"],
  greaterThan: ["is more than", "is at most"],
  greaterThanOrEqual: ["is at least", "is less than"],
};

function binaryWords(node: Extract<Expression, { kind: "binary" }>, isTrue: boolean): string | undefined {
  const { operator, left, right } = node;
  if (operator === "hasTag") return claimOf(left, right, `is ${isTrue ? "present" : "absent"}`);
  if (operator === "contains") {
    const [list, one] = [constantOf(left), subjectOf(right)];
    if (list !== undefined && one !== undefined) return `${one} is ${isTrue ? "" : "not "}one of ${list}`;
    const [set, value] = [subjectOf(left), constantOf(right)];
    return set && value && `${set} ${isTrue ? "contains" : "does not contain"} ${value}`;
  }
  if (operator === "==" && left.kind === "variable" && left.name === "principal") {
    return `the caller is ${isTrue ? "" : "not "}${expressionToText(right)}`;
  }
  const told = comparisons[operator];
  if (told === undefined) return undefined;
  const [subject, value] = [subjectOf(left), constantOf(right)];
  return subject && value && `${subject} ${told[isTrue ? 0 : 1]} ${value}`;
}

function claimOf(holder: Expression, name: Expression, rest: string): string | undefined {
  const isCaller = holder.kind === "variable" && holder.name === "principal";
  return isCaller && name.kind === "literal" ? `claim ${name.value} ${rest}` : undefined;
}

/** What a condition speaks of: a claim, an argument, the time. */
function subjectOf(node: Expression): string | undefined {
  if (node.kind === "binary" && node.operator === "getTag")
    return claimOf(node.left, node.right, "")?.trimEnd();
  const path = pathOf(node);
  if (path === undefined || path === "context.input") return undefined;
  if (path === "principal.id") return "the caller's id";
  if (path === "context.system.now") return "the time";
  return path.startsWith("context.input.") ? `argument ${path.slice("context.input.".length)}` : undefined;
}

function constantOf(node: Expression): string | undefined {
  switch (node.kind) {
    case "literal":
      return expressionToText(node);
    case "set": {
      const items = node.items.map(constantOf);
      return items.some((item) => item === undefined) ? undefined : items.join(", ");
    }
    case "call": {
      const [text] = node.arguments;
      return node.arguments.length === 1 && text?.kind === "literal" ? String(text.value) : undefined;
    }
    default:
      return subjectOf(node);
  }
}
