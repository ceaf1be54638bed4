/** Arithmetic and signs. Source: Cedar language guide, "Grammar", from Add to Unary. */
import type { Expression } from "./ast.ts";
import { failAtFraction, integerAt } from "./parse-integer.ts";
import { parseAccesses, parseMember } from "./parse-member.ts";
import type { Parsing } from "./parsing.ts";

/** A sum; the operands of comparisons are sums. */
export function parseSum(p: Parsing): Expression {
  const { start } = p;
  let left = parseProduct(p);
  while (p.at("+") || p.at("-")) {
    const operator = p.at("+") ? "+" : "-";
    const leftHeight = p.height;
    p.advance();
    const right = parseProduct(p);
    p.growAbove(Math.max(leftHeight, p.height));
    left = { kind: "binary", operator, left, right, span: { start, end: p.previousEnd } };
  }
  return left;
}

function parseProduct(p: Parsing): Expression {
  const { start } = p;
  let left = parseUnary(p);
  while (p.at("*")) {
    const leftHeight = p.height;
    p.advance();
    const right = parseUnary(p);
    p.growAbove(Math.max(leftHeight, p.height));
    left = { kind: "binary", operator: "*", left, right, span: { start, end: p.previousEnd } };
  }
  if (p.at("/") || p.at("%"))
    p.fail(`Cedar has no \`${p.kind}\``, "Multiply the other side instead: a < b * 2, not a / 2 < b");
  return left;
}

/** As many of one sign as Cedar takes. */
const mostSigns = 4;

function parseUnary(p: Parsing): Expression {
  if (!p.at("!") && !p.at("-")) return parseMember(p);
  const sign = p.at("!") ? "!" : "-";
  const starts: number[] = [];
  while (p.at(sign)) {
    starts.push(p.start);
    if (starts.length > mostSigns)
      p.fail(`More than ${mostSigns} \`${sign}\` in a row`, "Two of them cancel each other out: remove pairs");
    p.advance();
  }
  let operand = sign === "-" && p.at("integer") ? parseNegated(p, starts) : parseMember(p);
  const kind = sign === "!" ? "not" : "negate";
  for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
    p.growAbove(p.height);
    operand = { kind, operand, span: { start, end: p.previousEnd } };
  }
  return operand;
}

/** A minus belongs to the digits behind it, unless those have a member: `-5.x` is `-(5.x)`. */
function parseNegated(p: Parsing, starts: number[]): Expression {
  const { start: digits, end } = p;
  const value = integerAt(p, true);
  p.height = 1;
  p.advance();
  failAtFraction(p, digits);
  if (p.at(".") || p.at("[") || p.at("(")) {
    const literal: Expression = { kind: "literal", value: -value, span: { start: digits, end } };
    return parseAccesses(p, literal, digits);
  }
  return { kind: "literal", value, span: { start: starts.pop() ?? digits, end } };
}
