import { refuse } from "../refusal.ts";
import { plainValue } from "../words/plain-value.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { isVague, vagueAdvice } from "../words/vague-words.ts";

const stops = new Set(
  (
    "a an the and or but not is are was be when if unless except where while only with without for from to of in on at by than then that which who whose " +
    "has have belong belongs belonging any all every no none nor neither either both their his her its own they he she it user users caller callers provided given specified present missing " +
    "theirs mine yours ours hers them him me myself himself herself itself themselves nothing anything everything everyone everybody nobody " +
    "during before after between until since this these those same as per each within last more less least most up over under above below can may must cannot never higher lower greater fewer other another someone anything neither nor otherwise"
  ).split(" "),
);

/** A text of the sentence that something is compared with. */
export interface TextValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly token: Token;
}

/** One text value: in quotes, an identifier, a word, or several words that are one of `known`. */
export function readValue(reader: Reader, known: readonly string[]): TextValue | undefined {
  const token = reader.peek();
  if (token === undefined) return undefined;
  if (token.kind === "quoted") {
    if (token.text === "*") refuse("A star stands for any text nowhere here", token);
    reader.at += 1;
    return { text: fitted(token.text, known) ?? token.text, quoted: true, token };
  }
  const several = knownWords(reader, known);
  if (several !== undefined) return { text: several, quoted: false, token };
  if (token.kind === "number" && token.plain !== undefined) {
    reader.at += 1;
    return { text: token.plain, quoted: false, token };
  }
  if (token.kind !== "word" || (isStop(token) && !isCode(reader))) return undefined;
  if (isVague(token.lower) && !known.some((each) => each.toLowerCase() === token.lower)) {
    refuse(`"${token.text}" has no exact meaning`, token, { advice: vagueAdvice });
  }
  if (token.text.includes("*")) refuse("A star stands for any text nowhere here", token);
  reader.at += 1;
  const next = reader.peek();
  // "New York": capitals side by side are one name
  if (next?.kind === "word" && /^\p{Lu}\p{Ll}/u.test(token.text) && /^\p{Lu}\p{Ll}/u.test(next.text)) {
    reader.at += 1;
    return { text: `${token.text} ${next.text}`, quoted: false, token };
  }
  return { text: token.text, quoted: false, token };
}

/** "de, fr or it": a word that is a code among codes. */
function isCode(reader: Reader): boolean {
  const before = reader.word(-2) === "," ? reader.word(-3) : reader.word(-2);
  const next = reader.peek(1);
  const ends = next === undefined || next.kind === "mark";
  return reader.word() === "it" && ends && reader.word(-1) === "or" && /^\p{Ll}{2}$/u.test(before);
}

/** "CAN" in capitals is a country and no "can"; connectors stay what they are. */
function isStop({ text, lower }: { readonly text: string; readonly lower: string }): boolean {
  return stops.has(lower) && !(text.length > 1 && text === text.toUpperCase() && !connectors.has(lower));
}

const connectors = new Set(["and", "or", "not", "if", "when", "unless", "except", "only", "but"]);

/** The longest of the known values that comes next, whatever its case and hyphens. */
function knownWords(reader: Reader, known: readonly string[]): string | undefined {
  for (let length = 4; length > 0; length -= 1) {
    const tokens = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (tokens.length !== length || tokens.some((token) => token.kind === "mark")) continue;
    const found = fitted(tokens.map((token) => token.text).join(" "), known);
    if (found === undefined) continue;
    reader.at += length;
    return found;
  }
  return undefined;
}

function fitted(text: string, known: readonly string[]): string | undefined {
  const bare = text.toLowerCase().replaceAll(/[\s_-]+/g, " ");
  return (
    known.find((each) => each === text) ??
    known.find((each) => each.toLowerCase().replaceAll(/[\s_-]+/g, " ") === bare) ??
    known.find((each) => plainValue(each) === plainValue(text))
  );
}

/**
 * A list such as `A`, `A or B`, `A, B, or C`; `and` joins only where the words before it said it is a list.
 * Stops before a connector that begins a condition of its own.
 */
export function readValues(
  reader: Reader,
  known: readonly string[],
  joins: "or" | "and or",
  isCondition: (reader: Reader) => boolean,
): readonly TextValue[] {
  const listed = reader.attempt(() => bracketedValues(reader, known));
  if (listed !== undefined) return listed;
  const first = readValue(reader, known);
  if (first === undefined) return [];
  const values = [first];
  let commas = 0;
  let joined = false;
  for (;;) {
    const before = reader.at;
    const comma = reader.take(",");
    const join = reader.take("or", "||", "and", "&");
    if (comma === undefined && join === undefined) break;
    if (isCondition(reader) || joined) {
      reader.at = before;
      break;
    }
    const value = reader.attempt(() => {
      // "the fall or the spring term"
      const article = reader.take("the", "a", "an") !== undefined;
      const read = readValue(reader, known);
      return article && (read === undefined || !known.includes(read.text)) ? undefined : read;
    });
    if (value === undefined) {
      reader.at = before;
      break;
    }
    if ((join === "and" || join === "&") && joins === "or") {
      refuse("A value cannot be two at once", value.token, {
        advice: 'Write "or" between values of which one is enough.',
      });
    }
    if (join === undefined) commas += 1;
    else joined = true;
    values.push(value);
  }
  if (commas > 0 && !joined && joins === "or") {
    refuse("A list of values needs an “or” before its last one", first.token);
  }
  return values;
}

/** "in (DE, AT)", "one of [x, y or z]": brackets hold a list of which one is enough, with or without an "or". */
function bracketedValues(reader: Reader, known: readonly string[]): readonly TextValue[] | undefined {
  const before = reader.tokens[reader.at - 1];
  const said = before?.kind === "word" ? before.lower : before?.kind === "mark" ? before.text : "";
  if (!/^(?:in|of|either|among|:)$/.test(said) || reader.take("(") === undefined) return undefined;
  const values: TextValue[] = [];
  do {
    const value = readValue(reader, known);
    if (value === undefined) return undefined;
    values.push(value);
    const comma = reader.take(",", "/", "|");
    const joined = reader.take("or");
    if (comma === undefined && joined === undefined) break;
  } while (!reader.done);
  return reader.take(")") === undefined ? undefined : values;
}
