import { certainValues, isIdentifier } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { argumentByNoun, isIn, personArgument } from "./argument-noun.ts";
import { type NamedValue, namedValue, nounAhead } from "./named-value.ts";
import { valueOfKind } from "./value-of-kind.ts";

const butWords = [
  "but not",
  "but",
  "except for",
  "except",
  "other than",
  "besides",
  "apart from",
  "aside from",
  "excluding",
  "save",
  "different from",
];
const butStarts = new Set(butWords.map((words) => words.replace(/ .*/, "")));
const ids = new Set(["id", "identifier", "number", "no", "ref", "reference", "key", "uuid"].map(stem));
const persons = ["anyone", "anybody", "everyone", "somebody", "someone", "any person", "persons", "people"];

/** All values of an argument but some: `every channel except "announcements"`, `a language other than English (en)`, `anyone other than "root"`. */
export function allBut(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    const before = reader.tokens[reader.at - 1];
    reader.take("all the", "all", "any", "every", "each", "a", "an", "some");
    const from = reader.at;
    if (reader.take(...persons) !== undefined) {
      // "for anyone other than ann" may be the callers
      if (before?.kind !== "word" || before.lower !== "to") return undefined;
      const field = personArgument(context.tools);
      return field === undefined ? undefined : rest(reader, field, from, context);
    }
    for (let length = 3; length > 0; length -= 1) {
      // looked at first, since finding the argument takes longer
      if (!butStarts.has(reader.word(length))) continue;
      const noun = nounAhead(reader, length);
      const field = noun === undefined ? undefined : argumentByNoun(noun, context.tools);
      const kind = field === undefined ? otherKind(reader, length, before, context) : undefined;
      if (kind !== undefined) return kind;
      if (field === undefined) continue;
      const found = reader.attempt(() => {
        reader.at += length;
        return rest(reader, field, from, context);
      });
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** "to any country other than KE or UG": what the values are tells the argument. */
function otherKind(
  reader: Reader,
  length: number,
  before: Token | undefined,
  context: Context,
): NamedValue | undefined {
  const noun = reader.slice(reader.at, reader.at + length);
  const [only, more] = noun;
  if (only?.kind !== "word" || more !== undefined) return undefined;
  return reader.attempt(() => {
    reader.at += length;
    if (reader.take(...butWords) === undefined) return undefined;
    const of = valueOfKind(reader, context, before?.kind === "word" ? before.lower : undefined);
    const named = of?.kind === "text" && isIn(only, of.field.nameStems);
    return named ? { condition: { kind: "not", of }, noun } : undefined;
  });
}

/** What is left out of the things before, where their noun is an argument: `on every board except "north"` speaks of boards and no caller. */
export function exceptedValues(reader: Reader, context: Context, word: number): Condition | undefined {
  return reader.attempt(() => {
    for (let length = 3; length > 0; length -= 1) {
      const noun = reader.tokens.slice(Math.max(0, word - length), word);
      const field = argumentByNoun(noun, context.tools);
      if (field?.shape.kind !== "string") continue;
      reader.take("for", "the");
      reader.take("the");
      const next = reader.peek();
      const hyphened = next?.kind === "word" && next.lower.includes("-");
      const list = certainValues(reader, field, hyphened ? "alone" : false);
      if (list !== undefined) return { kind: "text", field, test: "is", values: list.values };
    }
    // `but not the field "salary"` says itself of what the value is
    const named = namedValue(reader, context)?.condition;
    const ends = reader.done || /^[,.;:!]$/.test(reader.word());
    return named?.kind === "text" && ends ? named : undefined;
  });
}

function rest(
  reader: Reader,
  field: VocabularyField,
  from: number,
  context: Context,
): NamedValue | undefined {
  const noun = reader.slice(from, reader.at);
  if (field.shape.kind !== "string" || reader.take(...butWords) === undefined) return undefined;
  reader.take("the");
  reader.attempt(() => {
    const again = reader.peek();
    return again?.kind === "word" && noun.some((token) => token.kind === "word" && token.stem === again.stem)
      ? reader.take(again.lower)
      : undefined;
  });
  const at = reader.at;
  // "documents except confidential" tells of no document's id
  const list = certainValues(reader, field, isNumbered(field, noun) ? false : "alone");
  if (list === undefined || reader.slice(at, reader.at).some((token) => saysElse(token, field, context)))
    return undefined;
  const of: Condition = { kind: "text", field, test: "is", values: list.values };
  return { condition: { kind: "not", of }, noun };
}

function isNumbered({ nameStems }: VocabularyField, noun: readonly Token[]): boolean {
  return nameStems.some(
    (name) => ids.has(name) && !noun.some((token) => token.kind === "word" && token.stem === name),
  );
}

/** "claims except adjusters" are no claims, nor is an amount that follows: people and other arguments are no values. */
function saysElse(token: Token, field: VocabularyField, { tools }: Context): boolean {
  if (token.kind !== "word" || field.values.length > 0 || isIdentifier(token)) return false;
  if (isPersonNoun(token.lower)) return true;
  // "code except bash", where another argument lists "bash"
  return tools.some(({ fields }) =>
    fields.some(
      ({ path, nameStems, values }) =>
        path.join(".") !== field.path.join(".") &&
        (nameStems.includes(token.stem) || values.some((value) => value.toLowerCase() === token.lower)),
    ),
  );
}
