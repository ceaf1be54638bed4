import type { VocabularyField } from "../vocabulary.ts";
import { isNeverValue } from "../words/never-values.ts";
import { plainValue } from "../words/plain-value.ts";
import type { Reader } from "../words/reader.ts";
import { isKnownWord } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { isVague } from "../words/vague-words.ts";

/** The values of a list, of which one is enough. */
export interface CertainValues {
  readonly values: readonly string[];
}

/**
 * Values that are certainly meant for the argument: those it can have, quoted ones, identifiers such as `L7` and `eu-west-1`,
 * and, where `plain`, lists of words that say nothing else here.
 */
export function certainValues(
  reader: Reader,
  field: VocabularyField,
  plain: boolean | "alone",
): CertainValues | undefined {
  const first = readCertain(reader, field, plain);
  if (first === undefined) return undefined;
  const values = [first.text];
  let joined = false;
  let weak = first.weak;
  for (;;) {
    const next = reader.attempt(() => {
      const comma = reader.take(",");
      const word = reader.take("or", "and", "&");
      if (comma === undefined && word === undefined) return undefined;
      const value = readCertain(reader, field, plain);
      return value === undefined ? undefined : { value, word };
    });
    if (next === undefined) break;
    values.push(next.value.text);
    weak ||= next.value.weak;
    if (next.word !== undefined) {
      if (joined) return undefined;
      joined = true;
    }
  }
  if (values.length > 1 && !joined) return undefined;
  // one word alone behind a noun may as well be the second half of a compound: "the file system"
  if (weak && values.length === 1 && plain !== "alone") return undefined;
  return { values };
}

interface Certain {
  readonly text: string;
  readonly weak: boolean;
}

function readCertain(reader: Reader, field: VocabularyField, plain: boolean | "alone"): Certain | undefined {
  for (let length = 3; length > 0; length -= 1) {
    const tokens = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (tokens.length < length) continue;
    const text = tokens.map((token) => (token.kind === "mark" ? "," : token.text)).join(" ");
    const known =
      field.values.find((value) => value.toLowerCase() === text.toLowerCase()) ??
      field.values.find((value) => plainValue(value) === plainValue(text));
    if (known !== undefined) {
      reader.at += length;
      return { text: known, weak: false };
    }
  }
  const token = reader.peek();
  if (token === undefined || field.values.length > 0) return undefined;
  if (token.kind === "quoted") {
    if (token.text.includes("*") || token.text === "") return undefined;
    reader.at += 1;
    return { text: token.text, weak: false };
  }
  const coded = reader.attempt(() => codeInBrackets(reader));
  if (coded !== undefined) return { text: coded, weak: false };
  if (isIdentifier(token)) {
    reader.at += 1;
    return { text: token.kind === "number" ? (token.plain ?? token.text) : token.text, weak: false };
  }
  const name = plain ? properName(reader) : undefined;
  if (name !== undefined) return { text: name, weak: false };
  if (!plain || token.kind !== "word" || !/^\p{Ll}{2,}(?:-\p{Ll}+)*$/u.test(token.text)) return undefined;
  if (
    isVague(token.lower) ||
    isNeverValue(token) ||
    // "but not sealed ones" says how they are
    /^ones?$/.test(reader.word(1)) ||
    (plain !== "alone" && isKnownWord(token.stem)) ||
    small.has(token.lower)
  )
    return undefined;
  reader.at += 1;
  return { text: token.text, weak: true };
}

/** "Nobel", "New York": capitals side by side are one name. */
function properName(reader: Reader): string | undefined {
  // "the Channel Owners" is a heading, and no channel
  const before = reader.tokens[reader.at - 1];
  if (before?.kind === "word" && /^\p{Lu}\p{Ll}/u.test(before.text)) return undefined;
  return reader.attempt(() => {
    const words: string[] = [];
    for (let token = reader.peek(); token?.kind === "word" && words.length < 4; token = reader.peek()) {
      if (!/^\p{Lu}\p{Ll}{2,}$/u.test(token.text)) break;
      if (isVague(token.lower) || small.has(token.lower) || isKnownWord(token.stem)) return undefined;
      words.push(token.text);
      reader.at += 1;
    }
    return words.length === 0 || words.length > 3 ? undefined : words.join(" ");
  });
}

/** "English (en)" is the code. */
function codeInBrackets(reader: Reader): string | undefined {
  const [name, open, code, close] = [0, 1, 2, 3].map((ahead) => reader.peek(ahead));
  if (name?.kind !== "word" || !/^\p{Lu}\p{Ll}+$/u.test(name.text) || open?.kind !== "mark") return undefined;
  if (open.text !== "(" || close?.kind !== "mark" || close.text !== ")") return undefined;
  if ((code?.kind !== "word" && code?.kind !== "quoted") || !/^[\p{L}-]{2,8}$/u.test(code.text))
    return undefined;
  reader.at += 4;
  return code.text;
}

/** Whether a word is written as identifiers are: with digits or signs in it, or in capitals. */
export function isIdentifier(token: Token): boolean {
  if (token.kind === "number") return token.plain !== undefined && /^\d+$/.test(token.plain);
  if (token.kind !== "word" || token.text.includes("*")) return false;
  return /[\d_/.:@#]/.test(token.text) || /^\p{Lu}[\p{Lu}\d]*$/u.test(token.text);
}

const small = new Set(
  (
    "a an the and or but not is are was were be been may can must shall should will to of for in on at by from with without when if unless except only than " +
    "all any every each no nobody none their his her its own that which who whose this these those it they them both either neither nor as so too also then " +
    "user users caller callers role roles group groups scope everyone anyone people by via using per within before after between during until " +
    "allowed denied blocked forbidden permitted authorized prohibited rejected more less most least over under above below up"
  ).split(" "),
);
