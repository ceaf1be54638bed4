/** What follows a value: `.name`, `["name"]`, and calls of methods. */
import { type Expression, extensionFunctions } from "./ast.ts";
import { didYouMean } from "./did-you-mean.ts";
import { allMethods, extensionMethod, operatorMethod } from "./names.ts";
import { parseArguments } from "./parse-brackets.ts";
import { parseFreeName, parseString } from "./parse-names.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { Parsing } from "./parsing.ts";

export function parseMember(p: Parsing): Expression {
  const { start } = p;
  return parseAccesses(p, parsePrimary(p), start);
}

/** The accesses behind an operand whose height the parser has, and which began at `start`. */
export function parseAccesses(p: Parsing, first: Expression, start: number): Expression {
  let operand = first;
  for (;;) {
    if (p.at(".")) operand = parseDot(p, operand, start);
    else if (p.at("[")) operand = parseIndex(p, operand, start);
    else if (p.at("("))
      p.fail("Only functions and methods can be called", "Remove these parentheses, or put an operator before");
    else return operand;
  }
}

function parseDot(p: Parsing, operand: Expression, start: number): Expression {
  p.advance();
  const at = { start: p.start, end: p.end };
  const name = parseFreeName(p, "the name of an attribute or method after `.`");
  if (!p.at("(")) {
    p.growAbove(p.height);
    return { kind: "member", operand, name, span: { start, end: p.previousEnd } };
  }
  return parseMethod(p, operand, name, start, at);
}

function parseMethod(
  p: Parsing,
  receiver: Expression,
  name: string,
  start: number,
  at: { readonly start: number; readonly end: number },
): Expression {
  const receiverHeight = p.height;
  const operator = operatorMethod(name);
  const extension = extensionMethod(name);
  if (operator === undefined && extension === undefined && name !== "isEmpty") failAtMethod(p, name, at);
  const given = parseArguments(p, ")");
  p.growAbove(Math.max(receiverHeight, p.height - 1));
  const span = { start, end: p.previousEnd };
  if (extension !== undefined)
    return { kind: "call", name: extension, arguments: [receiver, ...given], span };
  const [argument] = given;
  if (operator === undefined) {
    if (given.length > 0) failAtCount(p, name, 0, given.length, { start: at.start, end: span.end });
    return { kind: "isEmpty", operand: receiver, span };
  }
  if (argument === undefined || given.length > 1)
    return failAtCount(p, name, 1, given.length, { start: at.start, end: span.end });
  return { kind: "binary", operator, left: receiver, right: argument, span };
}

function parseIndex(p: Parsing, operand: Expression, start: number): Expression {
  p.advance();
  const wanted = "the name of an attribute in quotes";
  if (p.at("integer"))
    p.failExpecting(wanted, "Sets have no order; ask for an element with .contains( … )");
  const name = parseString(p, wanted);
  p.expect("]", "`]` after the name of the attribute");
  p.growAbove(p.height);
  return { kind: "member", operand, name, span: { start, end: p.previousEnd } };
}

function failAtMethod(
  p: Parsing,
  name: string,
  at: { readonly start: number; readonly end: number },
): never {
  if (extensionFunctions.some((each) => each === name))
    p.fail(
      `\`${name}\` is a function, not a method`,
      `Write it before its argument: ${name}( … )`,
      at.start,
      at.end,
    );
  const likeInstead: Readonly<Record<string, string>> = {
    startsWith: 'Write `like "beginning*"`',
    endsWith: 'Write `like "*end"`',
    includes: 'For text write `like "*part*"`; for sets, .contains( … )',
    equals: "Write `==`",
    matches: 'Write `like "…"`, where * stands for any characters',
    has: "Write `has` without a dot: value has name",
  };
  const help =
    (Object.hasOwn(likeInstead, name) ? likeInstead[name] : undefined) ??
    didYouMean(name, allMethods) ??
    `The methods are ${allMethods.join(", ")}`;
  p.fail(`Cedar has no method \`${name}\``, help, at.start, at.end);
}

function failAtCount(
  p: Parsing,
  name: string,
  wanted: 0 | 1,
  given: number,
  at: { readonly start: number; readonly end: number },
): never {
  const help = wanted === 1 ? `Write .${name}( … ) with one value` : `Write .${name}()`;
  const needs = wanted === 1 ? "takes one argument" : "takes no argument";
  p.fail(`\`${name}\` ${needs}, and ${given} ${given === 1 ? "is" : "are"} given`, help, at.start, at.end);
}
