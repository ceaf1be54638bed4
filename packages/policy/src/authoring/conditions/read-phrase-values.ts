import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { isGeneral, isParticiple } from "../words/nameable-nouns.ts";
import { isCompoundHead, isNeverValue } from "../words/never-values.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { beginsOtherName } from "./begins-other-name.ts";
import { type isOfKind, matchField } from "./match-fields.ts";
import { readValues } from "./read-values.ts";

/** "region US", "a priority of high". */
export function fieldThenValue(reader: Reader, context: Context): Condition | undefined {
  const article = reader.take("a", "an", "the");
  for (let length = 4; length > 0; length -= 1) {
    const words = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (
      words.length < length ||
      words.some((token) => token.kind !== "word" || /^(?:of|or|and|is|set)$/.test(token.lower))
    )
      continue;
    const match = matchField(words, context.tools, "text");
    if (match.kind !== "one" || (match.missing > 0 && !isKindOfThing(words, match.field, context))) continue;
    const found = reader.attempt(() => {
      reader.at += length;
      const linked = reader.take("of", "set to", "=", ":", "equal to", "named", "called");
      reader.take("either");
      const token = reader.peek();
      const free = match.field.values.length === 0 && linked === undefined && article !== undefined;
      // "the channel owners" are people, and no channel
      if (free && token !== undefined && isCompoundHead(token) && !isListed(reader)) return undefined;
      return valuesOf(reader, match.field, "and or");
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "fees of type late" where the argument is feeType: the tool says of what the type is. */
function isKindOfThing(words: readonly Token[], { nameStems }: VocabularyField, { tools }: Context): boolean {
  const [word, more] = words;
  if (
    word?.kind !== "word" ||
    more !== undefined ||
    !/^(?:type|kind|class|category|status)$/.test(word.lower)
  )
    return false;
  return nameStems.every(
    (name) => name === word.stem || tools.every((tool) => tool.nameStems.slice(1).includes(name)),
  );
}

function isListed(reader: Reader): boolean {
  return /^(?:,|or|and)$/.test(reader.word(1));
}

/** "US, CA or UK regions", "the EU region". */
export function valueThenField(reader: Reader, context: Context): Condition | undefined {
  const indefinite = /^(?:a|an|any)$/.test(reader.take("a", "an", "the", "any") ?? "");
  const known = context.tools.flatMap(({ fields }) => fields.flatMap(({ values }) => values));
  const before = reader.at;
  const values = readValues(reader, known, "and or", () => false);
  if (values.length === 0) return undefined;
  const from = reader.at;
  for (let length = 3; length > 0; length -= 1) {
    const words = reader.slice(from, Math.min(from + length, reader.end));
    if (words.length < length || words.some((token) => token.kind !== "word" || ends.has(token.lower)))
      continue;
    // "dev or deleting the repo": an article begins what is new
    if (words[0]?.kind === "word" && /^(?:the|a|an|any|all|each|every)$/.test(words[0].lower)) continue;
    const match = matchField(words, context.tools, "text");
    if (match.kind !== "one") continue;
    // "a shared folder" is any that is shared, and none that is called so
    const noun = words.at(-1);
    // "protected branches" are those that are protected, and not one that is called so
    if (
      match.field.values.length === 0 &&
      noun?.kind === "word" &&
      /[^s]s$/.test(noun.lower) &&
      values.some(({ quoted, token: { text } }) => !quoted && /^\p{Ll}+$/u.test(text))
    )
      return undefined;
    // "the archived channel" is one of its kind as well
    if (match.field.values.length === 0 && values.some((value) => !value.quoted && tellsKind(value.token)))
      return undefined;
    if (indefinite && match.field.values.length === 0 && values.some(({ quoted }) => !quoted))
      return undefined;
    reader.at = before;
    const condition = valuesOf(reader, match.field, "and or");
    reader.at = from + length;
    // "for low and medium severity reports"
    if (match.field.values.length > 0) takeThing(reader, context);
    // "whose site country is DE": a clause, and no country called "site"
    return /^(?:is|are|was|were|equals|contains|starts|ends|=)$/.test(reader.word()) ? undefined : condition;
  }
  return undefined;
}

function tellsKind(token: Token): boolean {
  return (
    token.kind === "word" &&
    /^\p{Ll}+$/u.test(token.text) &&
    (isGeneral(token.lower) || isParticiple(token.lower))
  );
}

const ends = new Set("and or when if unless only except for to in with at on by of from".split(" "));

/** "as owner", "in USD or EUR": values that just one argument of the tool can have. */
export function valueAlone(reader: Reader, context: Context): Condition | undefined {
  reader.take("a", "an", "the");
  const found = new Map<string, Condition>();
  const from = reader.at;
  let end = from;
  for (const field of context.tools.flatMap(({ fields }) => fields)) {
    if (field.values.length === 0) continue;
    reader.at = from;
    const values = readValues(reader, field.values, "and or", () => false);
    if (values.length === 0 || !values.every(({ text }) => field.values.includes(text))) continue;
    const last = reader.tokens[reader.at - 1];
    if (beginsOtherName(last, reader.peek(), field, context.tools) !== undefined) continue;
    found.set(field.path.join("."), {
      kind: "text",
      field,
      test: "is",
      values: values.map(({ text }) => text),
    });
    end = reader.at;
  }
  const [only] = found.values();
  if (only === undefined || found.size > 1 || context.tools.length > 1) return undefined;
  reader.at = end;
  takeThing(reader, context);
  return only;
}

/** "for high or critical reports" where reportId says which. */
function takeThing(reader: Reader, { tools }: Context): void {
  const thing = reader.peek();
  const isThing = tools.some(({ fields }) =>
    fields.some(
      ({ nameStems }) =>
        thing?.kind === "word" &&
        nameStems.length === 2 &&
        nameStems[0] === thing.stem &&
        nameStems[1] === "id",
    ),
  );
  if (isThing) reader.at += 1;
}

function valuesOf(
  reader: Reader,
  field: Parameters<typeof isOfKind>[0],
  joins: "or" | "and or",
): Condition | undefined {
  const values = readValues(reader, field.values, joins, () => false);
  if (values.length === 0) return undefined;
  if (field.values.length === 0 && values.some(({ quoted, token }) => !quoted && isNeverValue(token)))
    return undefined;
  for (const value of values) {
    if (field.values.length > 0 && !field.values.includes(value.text)) {
      refuse(`"${value.text}" is no value of "${field.path.join(".")}"`, value.token, {
        candidates: field.values.slice(0, 10),
      });
    }
  }
  return { kind: "text", field, test: "is", values: values.map(({ text }) => text) };
}
