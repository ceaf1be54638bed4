/** The parts of a policy that are names and quoted text. */
import type { EntityLiteral } from "./ast.ts";
import { failAtDogwood } from "./fail-at-dogwood.ts";
import { isFreeName } from "./names.ts";
import type { Parsing } from "./parsing.ts";
import { stringValue } from "./string-literal.ts";

/** The value of the quoted text it stands on, which it passes. */
export function parseString(p: Parsing, wanted: string): string {
  if (!p.at("string")) p.failExpecting(wanted);
  const value = stringValue(p.text.slice(p.start + 1, p.end - 1));
  if (typeof value !== "string") failAtEscape(p, value, false);
  p.advance();
  return value;
}

/** Fails at the escape of the quoted text it stands on. */
export function failAtEscape(
  p: Parsing,
  problem: { readonly start: number; readonly end: number },
  isPattern: boolean,
): never {
  const start = p.start + 1 + problem.start;
  const end = Math.min(p.start + 1 + problem.end, p.end);
  const written = p.text.slice(start, end);
  if (written === "\r")
    p.fail(
      "A carriage return in text",
      "Write \\r\\n, or end the lines of the file with \\n alone",
      start,
      end,
    );
  const star = isPattern ? ", \\*" : "";
  const help =
    written === "\\*"
      ? "`\\*` stands for a star in patterns of `like` only; here write `*`"
      : `Cedar's escapes are \\n \\r \\t \\0 \\\\ \\" \\'${star}, \\x00 to \\x7f, and \\u{…} with up to six hexadecimal digits; a backslash is written \\\\`;
  p.fail(`\`${written}\` is no escape`, help, start, end);
}

/** A name that may be an attribute or a part of a type. */
export function parseFreeName(p: Parsing, wanted: string): string {
  if (!p.at("identifier")) p.failExpecting(wanted);
  if (!isFreeName(p.name)) failReserved(p);
  const { name } = p;
  p.advance();
  return name;
}

/** Fails at a reserved word. */
export function failReserved(p: Parsing): never {
  p.fail(
    `\`${p.name}\` is a word of Cedar's and cannot be a name`,
    `For an attribute of that name write ["${p.name}"], or has "${p.name}"`,
  );
}

/** A type with its namespaces; what stands behind the last name is left to the caller. */
export function parseTypeName(p: Parsing): string {
  const wanted = "the name of a type, such as `AgentCore::OAuthUser`";
  if (p.at("string")) p.failExpecting(wanted, "A type is written without quotes");
  let type = parseFreeName(p, wanted);
  while (p.at("::")) {
    p.advance();
    if (p.at("string"))
      p.fail(
        `Expected ${wanted}, found the entity \`${type}::${p.source}\``,
        `To compare with one entity write \`== ${type}::${p.source}\``,
      );
    type = `${type}::${parseFreeName(p, "a name after `::`")}`;
  }
  return type;
}

/** `Type::"id"`. */
export function parseEntity(p: Parsing): EntityLiteral {
  const { start } = p;
  const example = 'an entity such as `AgentCore::Action::"Target___tool"`';
  if (p.at("string")) p.failExpecting(example, `Put the entity's type before its id: Type::${p.source}`);
  const type = parseFreeName(p, example);
  if (!p.at("::"))
    p.failExpecting(
      `\`::\` and the id of an entity after \`${type}\``,
      `An entity has a type and a quoted id: ${type}::"id"`,
    );
  return parseEntityAfter(p, type, start);
}

/** The rest of an entity whose type begins with `first`, at `start`; it stands on the `::` behind that. */
export function parseEntityAfter(p: Parsing, first: string, start: number): EntityLiteral {
  let type = first;
  for (;;) {
    p.advance();
    if (p.at("string")) break;
    if (p.at("{")) p.failExpecting("a quoted id", `An entity is written ${type}::"id"`);
    const name = parseFreeName(p, "a name or a quoted id after `::`");
    // a function of a provider such as a guardrail, which stands where Cedar has none
    if (p.at("(")) failAtDogwood(p, `${type}::${name}`, start, p.previousEnd);
    if (!p.at("::")) {
      const help = `For an entity put the id in quotes: ${type}::"${name}"`;
      p.fail(`\`${type}::${name}\` is a type, and no entity`, help, start, p.previousEnd);
    }
    type = `${type}::${name}`;
  }
  const id = parseString(p, "the id of an entity");
  return { type, id, span: { start, end: p.previousEnd } };
}
