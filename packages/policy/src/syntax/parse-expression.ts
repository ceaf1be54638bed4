/** What binds least: `if`, `||` and `&&`. Source: Cedar language guide, "Grammar". */
import type { Expression } from "./ast.ts";
import { failAfterExpression } from "./fail-after-expression.ts";
import { parseRelation } from "./parse-relation.ts";
import type { Parsing } from "./parsing.ts";

export function parseExpression(p: Parsing): Expression {
  p.enter();
  const expression = p.at("identifier") && p.name === "if" ? parseIf(p) : parseOr(p);
  p.leave();
  return expression;
}

function parseIf(p: Parsing): Expression {
  const { start } = p;
  p.advance();
  const condition = parseExpression(p);
  let tallest = p.height;
  expectWord(p, "then");
  const then = parseExpression(p);
  tallest = Math.max(tallest, p.height);
  expectWord(p, "else");
  const otherwise = parseExpression(p);
  p.growAbove(Math.max(tallest, p.height));
  return { kind: "if", condition, then, else: otherwise, span: { start, end: p.previousEnd } };
}

function expectWord(p: Parsing, word: "then" | "else"): void {
  if (p.at("identifier") && p.name === word) p.advance();
  else failAfterExpression(p, `\`${word}\`, since an if has both then and else`);
}

function parseOr(p: Parsing): Expression {
  const { start } = p;
  const first = parseAnd(p);
  if (!p.at("||")) return first;
  const operands = [first];
  let tallest = p.height;
  while (p.takes("||")) {
    operands.push(parseAnd(p));
    tallest = Math.max(tallest, p.height);
  }
  p.growAbove(tallest);
  return { kind: "or", operands, span: { start, end: p.previousEnd } };
}

function parseAnd(p: Parsing): Expression {
  const { start } = p;
  const first = parseRelation(p);
  if (!p.at("&&")) return first;
  const operands = [first];
  let tallest = p.height;
  while (p.takes("&&")) {
    operands.push(parseRelation(p));
    tallest = Math.max(tallest, p.height);
  }
  p.growAbove(tallest);
  return { kind: "and", operands, span: { start, end: p.previousEnd } };
}
