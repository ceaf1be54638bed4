import type { Expression, RecordMember } from "./ast.ts";
import { parseFreeName, parseString } from "./parse-names.ts";
import type { Parsing } from "./parsing.ts";

/** Expressions between brackets, the first of which it stands on; a comma may follow the last. */
export function parseArguments(p: Parsing, close: ")" | "]"): Expression[] {
  const items: Expression[] = [];
  let tallest = 0;
  p.advance();
  while (!p.at(close)) {
    items.push(p.expression());
    tallest = Math.max(tallest, p.height);
    if (!p.takes(",") && !p.at(close)) p.failExpecting(`\`,\` or \`${close}\``);
  }
  p.advance();
  p.growAbove(tallest);
  return items;
}

/** `{name: value, "name": value}`. */
export function parseRecord(p: Parsing): Expression {
  const { start } = p;
  const members: RecordMember[] = [];
  const names = new Set<string>();
  let tallest = 0;
  p.advance();
  while (!p.at("}")) {
    const at = { start: p.start, end: p.end };
    const wanted = "the name of a member, plain or in quotes";
    const name = p.at("string") ? parseString(p, wanted) : parseFreeName(p, wanted);
    if (names.has(name))
      p.fail(`The record has \`${name}\` twice`, "Remove one of the two members", at.start, at.end);
    names.add(name);
    p.expect(":", `\`:\` after the member's name \`${name}\``);
    members.push({ name, value: p.expression() });
    tallest = Math.max(tallest, p.height);
    if (!p.takes(",") && !p.at("}")) p.failExpecting("`,` or `}` after the member");
  }
  p.advance();
  p.growAbove(tallest);
  return { kind: "record", members, span: { start, end: p.previousEnd } };
}
