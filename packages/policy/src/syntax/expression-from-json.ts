import { type BinaryOperator, type Expression, type LikePattern, wildcard } from "./ast.ts";
import { checkedText, elements, failAt, type JsonPart, member, memberNames, textOf } from "./json-form.ts";
import {
  extensionFunction,
  extensionMethod,
  isIdentifier,
  isTypeName,
  isVariable,
  operatorMethods,
} from "./names.ts";
import { valueFromJson } from "./value-from-json.ts";

const span = { start: 0, end: 0 };

const binaryOperators: readonly BinaryOperator[] = [
  ...(["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "in"] as const),
  ...operatorMethods,
];

/** An expression of Cedar's JSON form, with empty spans. */
export function expressionFromJson(part: JsonPart): Expression {
  const [operator, second] = memberNames(part, "an expression");
  if (operator === undefined || second !== undefined)
    return failAt(part, "an expression: one operator is expected");
  const inner = member(part, operator);
  const binary = binaryOperators.find((each) => each === operator);
  if (binary !== undefined) {
    memberNames(inner, "a pair of operands", ["left", "right"]);
    const left = expressionFromJson(member(inner, "left"));
    return {
      kind: "binary",
      operator: binary,
      left,
      right: expressionFromJson(member(inner, "right")),
      span,
    };
  }
  switch (operator) {
    case "Value":
      return valueFromJson(inner);
    case "Var": {
      const name = textOf(inner, "a variable");
      return isVariable(name) ? { kind: "variable", name, span } : failAt(inner, "a variable");
    }
    case "&&":
    case "||":
      return chainFromJson(part, operator);
    case "!":
      return { kind: "not", operand: operandOf(inner), span };
    case "neg":
      return { kind: "negate", operand: operandOf(inner), span };
    case "isEmpty":
      return { kind: "isEmpty", operand: operandOf(inner), span };
    case "if-then-else": {
      memberNames(inner, "a choice", ["if", "then", "else"]);
      const condition = expressionFromJson(member(inner, "if"));
      const then = expressionFromJson(member(inner, "then"));
      return { kind: "if", condition, then, else: expressionFromJson(member(inner, "else")), span };
    }
    case ".": {
      memberNames(inner, "an access of an attribute", ["left", "attr"]);
      const operand = expressionFromJson(member(inner, "left"));
      return { kind: "member", operand, name: textOf(member(inner, "attr")), span };
    }
    case "has": {
      memberNames(inner, "a test for an attribute", ["left", "attr"]);
      const operand = expressionFromJson(member(inner, "left"));
      return { kind: "has", operand, path: pathOf(member(inner, "attr")), span };
    }
    case "like": {
      memberNames(inner, "a match", ["left", "pattern"]);
      const operand = expressionFromJson(member(inner, "left"));
      return { kind: "like", operand, pattern: patternOf(member(inner, "pattern")), span };
    }
    case "is":
      return isFromJson(inner);
    case "Set":
      return { kind: "set", items: elements(inner, "a list of expressions").map(expressionFromJson), span };
    case "Record": {
      const names = memberNames(inner, "a record");
      const members = names.map((name) => ({
        name: checkedText({ ...inner, json: name }, () => true, "a record: the name of a member is no text"),
        value: expressionFromJson(member(inner, name)),
      }));
      return { kind: "record", members, span };
    }
    default:
      return callFromJson(part, operator, inner);
  }
}

function operandOf(part: JsonPart): Expression {
  memberNames(part, "an operand", ["arg"]);
  return expressionFromJson(member(part, "arg"));
}

/** Long chains lie deep to the left in the JSON form, so they are read without going down. */
function chainFromJson(part: JsonPart, operator: "&&" | "||"): Expression {
  const operands: Expression[] = [];
  let rest = part;
  while (
    memberNames(rest, "an expression").length === 1 &&
    memberNames(rest, "an expression")[0] === operator
  ) {
    const pair = member(rest, operator);
    memberNames(pair, "a pair of operands", ["left", "right"]);
    operands.push(expressionFromJson(member(pair, "right")));
    rest = { ...member(pair, "left"), depth: part.depth + 2 };
  }
  operands.push(expressionFromJson(rest));
  return { kind: operator === "&&" ? "and" : "or", operands: operands.reverse(), span };
}

function pathOf(part: JsonPart): readonly string[] {
  if (typeof part.json === "string") return [textOf(part)];
  const names = elements(part, "an attribute, or a list of them");
  const [first, second] = names;
  if (first === undefined) return failAt(part, "an attribute, or a list of them");
  if (second === undefined) return [textOf(first)];
  return names.map((name) => checkedText(name, isIdentifier, "an identifier, which a path of several takes"));
}

function patternOf(part: JsonPart): LikePattern {
  const pattern: (string | typeof wildcard)[] = [];
  for (const element of elements(part, "a pattern")) {
    if (element.json === "Wildcard") {
      pattern.push(wildcard);
      continue;
    }
    memberNames(element, "a part of a pattern", ["Literal"]);
    const text = textOf(member(element, "Literal"));
    const last = pattern.at(-1);
    if (typeof last === "string") pattern[pattern.length - 1] = last + text;
    else if (text !== "") pattern.push(text);
  }
  return pattern;
}

function isFromJson(part: JsonPart): Expression {
  const names = memberNames(part, "a test for a type", ["left", "entity_type", "in"]);
  return {
    kind: "is",
    operand: expressionFromJson(member(part, "left")),
    entityType: checkedText(member(part, "entity_type"), isTypeName, "the name of a type"),
    in: names.includes("in") ? expressionFromJson(member(part, "in")) : undefined,
    span,
  };
}

function callFromJson(part: JsonPart, operator: string, inner: JsonPart): Expression {
  const method = extensionMethod(operator);
  const name = method ?? extensionFunction(operator);
  if (name === undefined) return failAt(part, `an expression: \`${operator}\` is no operator`);
  const given = elements(inner, "a list of arguments").map(expressionFromJson);
  if (method !== undefined && given.length === 0) failAt(inner, "a list with the method's receiver");
  return { kind: "call", name, arguments: given, span };
}
