/** Literals, variables, entities, sets, records, calls of constructors, and what stands in parentheses. */
import { type Expression, extensionFunctions } from "./ast.ts";
import { didYouMean } from "./did-you-mean.ts";
import { failAfterExpression } from "./fail-after-expression.ts";
import { allMethods, extensionFunction, isFreeName, isVariable, variables } from "./names.ts";
import { parseArguments, parseRecord } from "./parse-brackets.ts";
import { parseInteger } from "./parse-integer.ts";
import { failReserved, parseEntityAfter, parseString } from "./parse-names.ts";
import type { Parsing } from "./parsing.ts";

export function parsePrimary(p: Parsing): Expression {
  const { start } = p;
  p.height = 1;
  switch (p.kind) {
    case "identifier":
      return parseNamed(p);
    case "string": {
      const value = parseString(p, "text");
      return { kind: "literal", value, span: { start, end: p.previousEnd } };
    }
    case "integer":
      return parseInteger(p);
    case "(": {
      p.advance();
      const inner = p.expression();
      if (!p.takes(")")) failAfterExpression(p, "`)`");
      return inner;
    }
    case "[": {
      const items = parseArguments(p, "]");
      return { kind: "set", items, span: { start, end: p.previousEnd } };
    }
    case "{":
      return parseRecord(p);
    case "slot":
      return failAtSlot(p);
    default:
      return failAtOperand(p);
  }
}

/** Fails at `?principal`, which only templates have. */
export function failAtSlot(p: Parsing): never {
  p.fail(
    `\`${p.source}\` is a place to fill in, which makes this a template`,
    'Only static policies are taken; write the entity itself, such as AgentCore::OAuthUser::"id"',
  );
}

/** What begins with a name: a variable, `true`, an entity, or the call of a constructor. */
function parseNamed(p: Parsing): Expression {
  const { start, end, name } = p;
  if (isVariable(name)) {
    p.advance();
    if (!p.at("::") && !p.at("(")) return { kind: "variable", name, span: { start, end } };
  } else if (name === "true" || name === "false") {
    p.advance();
    return { kind: "literal", value: name === "true", span: { start, end } };
  } else {
    if (name === "if")
      p.fail("`if` in the middle of an expression", "Put it in parentheses: (if … then … else …)");
    if (!isFreeName(name)) failReserved(p);
    p.advance();
  }
  if (p.at("::")) return { kind: "entity", ...parseEntityAfter(p, name, start) };
  if (!p.at("(")) return failAtUnknownName(p, name, start, end);
  const called = extensionFunction(name);
  if (called === undefined) return failAtUnknownFunction(p, name, start, end);
  const given = parseArguments(p, ")");
  return { kind: "call", name: called, arguments: given, span: { start, end: p.previousEnd } };
}

function failAtUnknownName(p: Parsing, name: string, start: number, end: number): never {
  const lower = name.toLowerCase();
  if (["null", "nil", "none", "undefined"].includes(lower))
    p.fail(
      `Cedar has no \`${name}\``,
      "Ask whether a member is there with `has`: context.input has reason",
      start,
      end,
    );
  if (lower === "not") p.fail(`Cedar has no \`${name}\``, "Write `!( … )` for not", start, end);
  const help =
    (lower === "input" ? "Did you mean `context.input`?" : undefined) ??
    didYouMean(name, variables) ??
    (lower === "true" || lower === "false" ? `Did you mean \`${lower}\`?` : undefined) ??
    didYouMean(name, ["true", "false"]) ??
    `The variables are principal, action, resource and context; an argument of the tool is context.input.${name}, and text stands in quotes`;
  p.fail(`\`${name}\` is no variable`, help, start, end);
}

function failAtUnknownFunction(p: Parsing, name: string, start: number, end: number): never {
  if (isVariable(name)) p.fail(`\`${name}\` is a variable and cannot be called`, undefined, start, end);
  if (allMethods.includes(name))
    p.fail(
      `\`${name}\` is a method, not a function`,
      `Write it behind a value: value.${name}( … )`,
      start,
      end,
    );
  const help =
    didYouMean(name, extensionFunctions) ??
    didYouMean(name, allMethods) ??
    `The functions are ${extensionFunctions.join(", ")}`;
  p.fail(`Cedar has no function \`${name}\``, help, start, end);
}

function failAtOperand(p: Parsing): never {
  if (p.at("!") || p.at("-"))
    p.failExpecting(
      "a value",
      `Cedar does not mix ! and -; put the inner one in parentheses: (${p.source} … )`,
    );
  if (p.at("=") || p.at("=="))
    p.failExpecting("a value", "Equality is written `==`, with a value on each side");
  if (p.at(">")) p.failExpecting("a value", "Inequality is written `!=`");
  p.failExpecting("a value");
}
