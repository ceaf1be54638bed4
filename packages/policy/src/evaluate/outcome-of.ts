import { listOf, membersOf } from "./expression-node.ts";
import { extensionFromText } from "./extension-text.ts";
import { type KnownRequest, requestEntity, within } from "./known-request.ts";
import { isLikePattern, matchesLike } from "./like-pattern.ts";
import { contextMember, has, isOfType, memberOf, onTag } from "./member-outcomes.ts";
import { binaryOperators, extensionMethods, negate } from "./operators.ts";
import {
  and,
  choose,
  combine,
  known,
  map,
  map2,
  not,
  type Outcome,
  someBoolean,
  someTruth,
  someValue,
  unknown,
} from "./outcome.ts";
import { ofKind, type Value } from "./value.ts";

/** Deeper expressions than this are left unknown rather than risked on the stack. */
const deepest = 400;

/** What the expression may come to while the arguments are unknown; an operator it does not know may come to anything. */
export function outcomeOf(expression: unknown, request: KnownRequest, depth = 0): Outcome {
  const [node, ...others] = Object.entries(membersOf(expression));
  if (node === undefined || others.length > 0 || depth > deepest) return unknown;
  const [operator, operand] = node;
  const parts = membersOf(operand);
  const of = (part: unknown): Outcome => outcomeOf(part, request, depth + 1);
  switch (operator) {
    case "Value":
      return literal(operand);
    case "Var":
      return variable(request, operand);
    case "!":
      return not(of(parts.arg));
    case "neg":
      return map(of(parts.arg), unknown, (value) => known(negate(value)));
    case "&&":
      return and(of(parts.left), of(parts.right));
    case "||":
      return not(and(not(of(parts.left)), not(of(parts.right))));
    case "if-then-else":
      return choose(of(parts.if), of(parts.then), of(parts.else));
    case "Set":
      return combine(listOf(operand).map(of), (items) => ({ kind: "set", items }));
    case "Record":
      return combine(Object.values(parts).map(of), (values) => recordOf(Object.keys(parts), values));
    case ".":
      return contextMember(request, parts.left, parts.attr) ?? memberOf(request, of(parts.left), parts.attr);
    case "has":
      return has(request, parts.left, listOf(parts.attr), of);
    case "hasTag":
      return onTag(request, of(parts.left), of(parts.right), someTruth, (tag) => known(tag !== undefined));
    case "getTag":
      return onTag(request, of(parts.left), of(parts.right), unknown, known);
    case "in":
      return map2(of(parts.left), of(parts.right), someTruth, (left, right) => within(request, left, right));
    case "is":
      return isOfType(
        request,
        of(parts.left),
        parts.entity_type,
        parts.in === undefined ? undefined : of(parts.in),
      );
    case "like":
      return like(of(parts.left), parts.pattern);
    case "isEmpty":
      return map(of(parts.arg), someTruth, isEmpty);
    default:
      return Array.isArray(operand)
        ? extensionCall(operator, operand.map(of))
        : binary(operator, of(parts.left), of(parts.right));
  }
}

function literal(value: unknown): Outcome {
  if (typeof value === "boolean" || typeof value === "string") return known(value);
  // beyond 2^53 the JSON form has lost which integer it was
  if (typeof value === "number") return Number.isSafeInteger(value) ? known(BigInt(value)) : someValue;
  const { type, id } = membersOf(membersOf(value).__entity);
  return typeof type === "string" && typeof id === "string" ? known({ kind: "entity", type, id }) : unknown;
}

function variable(request: KnownRequest, name: unknown): Outcome {
  const entity = requestEntity(request, name);
  return entity === undefined ? unknown : known(entity);
}

function like(self: Outcome, pattern: unknown): Outcome {
  if (!isLikePattern(pattern)) return unknown;
  return map(self, someTruth, (text) =>
    known(typeof text === "string" ? matchesLike(text, pattern) : undefined),
  );
}

function isEmpty(value: Value): Outcome {
  const items = ofKind(value, "set")?.items;
  return known(items === undefined ? undefined : items.length === 0);
}

function binary(operator: string, left: Outcome, right: Outcome): Outcome {
  const apply = binaryOperators.get(operator);
  if (apply === undefined) return unknown;
  const calculates = operator === "+" || operator === "-" || operator === "*";
  const compares = operator === "==" || operator === "!=";
  const otherwise = calculates ? unknown : compares ? someBoolean : someTruth;
  return map2(left, right, otherwise, (a, b) => known(apply(a, b)));
}

/** A constructor such as `datetime("…")`, or a method with its receiver first. What is not surely read stays unknown. */
function extensionCall(name: string, operands: readonly Outcome[]): Outcome {
  const [self, other, ...more] = operands;
  if (self === undefined || more.length > 0) return unknown;
  const method = extensionMethods.get(name);
  if (method === undefined) {
    return map(self, unknown, (text) => {
      const value =
        typeof text === "string" && other === undefined ? extensionFromText(name, text) : undefined;
      return value === undefined ? unknown : known(value);
    });
  }
  if (other === undefined) return map(self, unknown, (value) => known(method(value, undefined)));
  return map2(self, other, unknown, (a, b) => known(method(a, b)));
}

function recordOf(names: readonly string[], values: readonly Value[]): Value {
  const members = new Map<string, Value>();
  for (const [index, value] of values.entries()) members.set(names[index] ?? "", value);
  return { kind: "record", members };
}
