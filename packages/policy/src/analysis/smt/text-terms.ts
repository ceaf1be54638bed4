import type { LikePattern, wildcard } from "../../syntax/ast.ts";
import { Unencodable } from "../unencodable.ts";
import { type Bool, equal, type Text } from "./term.ts";

/** The last character of SMT-LIB's alphabet. Source: SMT-LIB, theory of Unicode strings. */
const lastCharacter = 0x2ffff;

/**
 * The text as a term. Characters of a request that the alphabet lacks are no loss: formulas only compare, so each stands for
 * any character that no policy writes. Throws {@link Unencodable} where the policy itself writes one.
 */
export function text(value: string): Text {
  return { sort: "String", text: `"${[...value].map(escaped).join("")}"`, constant: value };
}

/** Whether the text matches Cedar's `like` pattern. */
export function matches(term: Text, pattern: LikePattern): Bool {
  const parts = withoutRepeats(pattern);
  const [first, second, third, ...more] = parts;
  if (more.length === 0 && third === undefined) {
    if (first === undefined) return equal(term, text(""));
    if (typeof first === "string") {
      if (second === undefined) return equal(term, text(first));
      if (typeof second !== "string") return test("str.prefixof", text(first), term);
    } else if (typeof second === "string") {
      return test("str.suffixof", text(second), term);
    }
  }
  if (more.length === 0 && typeof first !== "string" && typeof second === "string" && third !== undefined) {
    if (typeof third !== "string") return test("str.contains", term, text(second));
  }
  const expressions = parts.map((part) =>
    typeof part === "string" ? `(str.to_re ${text(part).text})` : "re.all",
  );
  const [only] = expressions;
  const whole = expressions.length === 1 ? only : `(re.++ ${expressions.join(" ")})`;
  return { sort: "Bool", text: `(str.in_re ${term.text} ${whole})` };
}

/** Whether the text has from `from` to `to` characters. */
export function lengthBetween(term: Text, from: number, to?: number): Bool {
  const length = `(str.len ${term.text})`;
  return { sort: "Bool", text: to === undefined ? `(<= ${from} ${length})` : `(<= ${from} ${length} ${to})` };
}

/** Whether every character is from the space to the tilde. */
export function isPlain(term: Text): Bool {
  return { sort: "Bool", text: `(str.in_re ${term.text} (re.* (re.range " " "~")))` };
}

/** Whether no character is half of a surrogate pair, which no request can hold. */
export function isWellFormed(term: Text): Bool {
  const characters = `(re.union (re.range "\\u{0}" "\\u{d7ff}") (re.range "\\u{e000}" "\\u{2ffff}"))`;
  return { sort: "Bool", text: `(str.in_re ${term.text} (re.* ${characters}))` };
}

function withoutRepeats(pattern: LikePattern): LikePattern {
  const parts: (string | typeof wildcard)[] = [];
  for (const part of pattern) {
    const last = parts.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (typeof part === "string" || last === undefined || typeof last === "string") parts.push(part);
  }
  return parts;
}

function test(operator: string, a: Text, b: Text): Bool {
  return { sort: "Bool", text: `(${operator} ${a.text} ${b.text})` };
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > lastCharacter) {
    throw new Unencodable(
      `it writes the character U+${code.toString(16).toUpperCase()}, which solvers do not know`,
    );
  }
  if (code >= 0xd800 && code <= 0xdfff) throw new Unencodable("it writes half of a surrogate pair");
  if (character === '"') return '""';
  return code < 0x20 || code > 0x7e || character === "\\" ? `\\u{${code.toString(16)}}` : character;
}
