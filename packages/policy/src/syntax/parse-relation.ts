/** Comparisons, `in`, `has`, `like` and `is`, of which Cedar has one between two sums. */
import type { BinaryOperator, Expression } from "./ast.ts";
import { failAtEscape, parseFreeName, parseString, parseTypeName } from "./parse-names.ts";
import { parseSum } from "./parse-sum.ts";
import type { Parsing } from "./parsing.ts";
import { patternValue } from "./string-literal.ts";

export function parseRelation(p: Parsing): Expression {
  const { start } = p;
  const left = parseSum(p);
  const relation = relationAt(p);
  if (relation === undefined) return left;
  const leftHeight = p.height;
  p.advance();
  const expression = parseRight(p, relation, left, leftHeight, start);
  if (relationAt(p) !== undefined) failAtChain(p);
  return expression;
}

type Relation = BinaryOperator | "has" | "like" | "is";

/** The relation it stands on. */
function relationAt(p: Parsing): Relation | undefined {
  switch (p.kind) {
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return p.kind;
    case "=":
      return p.fail("`=` is no operator of Cedar's", "Write `==` to compare");
    case "identifier":
      return p.name === "in" || p.name === "has" || p.name === "like" || p.name === "is" ? p.name : undefined;
    default:
      return undefined;
  }
}

function parseRight(
  p: Parsing,
  relation: Relation,
  left: Expression,
  leftHeight: number,
  start: number,
): Expression {
  if (relation === "has") {
    const path = parsePath(p);
    p.growAbove(leftHeight);
    return { kind: "has", operand: left, path, span: { start, end: p.previousEnd } };
  }
  if (relation === "like") {
    const pattern = parsePattern(p);
    p.growAbove(leftHeight);
    return { kind: "like", operand: left, pattern, span: { start, end: p.previousEnd } };
  }
  if (relation === "is") {
    const entityType = parseTypeName(p);
    p.height = 0;
    const within = takesIn(p) ? parseSum(p) : undefined;
    p.growAbove(Math.max(leftHeight, p.height));
    return { kind: "is", operand: left, entityType, in: within, span: { start, end: p.previousEnd } };
  }
  const right = parseSum(p);
  p.growAbove(Math.max(leftHeight, p.height));
  return { kind: "binary", operator: relation, left, right, span: { start, end: p.previousEnd } };
}

function takesIn(p: Parsing): boolean {
  if (!p.at("identifier") || p.name !== "in") return false;
  p.advance();
  return true;
}

/** `a.b.c`, or one name in quotes. */
function parsePath(p: Parsing): readonly string[] {
  const wanted = "the name of an attribute after `has`";
  if (p.at("string")) {
    const name = parseString(p, wanted);
    if (p.at(".")) p.failExpecting("the end of `has`", "A path of several names has no quotes: has a.b");
    return [name];
  }
  const path = [parseFreeName(p, wanted)];
  while (p.takes(".")) path.push(parseFreeName(p, "a name after `.`"));
  if (p.at("[") || p.at("("))
    p.failExpecting("the end of `has`", 'After `has` stand names alone: has a.b, or has "any text"');
  return path;
}

function parsePattern(p: Parsing) {
  if (!p.at("string"))
    p.failExpecting("a pattern in quotes after `like`", 'A pattern is quoted text: like "refund*"');
  const pattern = patternValue(p.text.slice(p.start + 1, p.end - 1));
  if ("start" in pattern) failAtEscape(p, pattern, true);
  p.advance();
  return pattern;
}

function failAtChain(p: Parsing): never {
  p.fail(
    `A second comparison \`${p.source}\` behind the first`,
    "Compare twice and join with &&, such as a < b && b < c, or put one of them in parentheses",
  );
}
