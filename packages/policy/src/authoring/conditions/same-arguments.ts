import { isUserNoun } from "../callers/claims.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { argumentByNoun, isIn } from "./argument-noun.ts";
import { matchField } from "./match-fields.ts";
import { refuseHomonym } from "./subject-field.ts";

const sames = [
  "are the same",
  "are one and the same",
  "are equal to each other",
  "are equal",
  "are identical",
  "match each other",
  "match",
  "coincide",
];
const others = [
  "are not the same",
  "are not equal",
  "are not identical",
  "are different from each other",
  "are different",
  "are distinct",
  "differ from each other",
  "differ",
  "do not match",
  "do not coincide",
];

/** "fromWard and toWard are the same", "both wards differ", "the source and target accounts match": two arguments of the tool beside each other. */
export function sameArguments(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("both");
    takeTwo(reader);
    const words = subjectOf(reader);
    if (words === undefined) return undefined;
    const isOther = reader.take(...others) !== undefined;
    if ((!isOther && reader.take(...sames) === undefined) || !ends(reader)) return undefined;
    const pair = fieldsOf(words, context);
    if (pair === undefined) return undefined;
    const [field, other] = pair;
    const same: Condition = { kind: "fields", field, order: "==", other };
    return isOther ? { kind: "not", of: same } : same;
  });
}

/** "the two routes". */
function takeTwo(reader: Reader): void {
  const at = reader.word() === "the" ? 1 : 0;
  const token = reader.peek(at);
  if (token?.kind === "number" && token.value === "2") reader.at += at + 1;
}

function subjectOf(reader: Reader): readonly WordToken[] | undefined {
  const words: WordToken[] = [];
  for (let token = reader.peek(); token?.kind === "word"; token = reader.peek()) {
    if (words.length > 0 && [...sames, ...others].some((each) => reader.sees(each))) return words;
    if (words.length > 7) return undefined;
    words.push(token);
    reader.at += 1;
  }
  return undefined;
}

/** Whether nothing follows that they are the same as. */
function ends(reader: Reader): boolean {
  return reader.done || /^(?:[.,;:!)–—]|and|or|but|unless|except|if|when)$/.test(reader.word());
}

function fieldsOf(
  words: readonly WordToken[],
  context: Context,
): readonly [VocabularyField, VocabularyField] | undefined {
  if (words.some(({ lower }) => isUserNoun(lower))) return undefined;
  const and = words.findIndex(({ lower }) => lower === "and");
  const found =
    and < 0 ? twoCalled(words, context) : both(words.slice(0, and), words.slice(and + 1), context);
  const [field, other, more] = found ?? [];
  if (field === undefined || other === undefined || more !== undefined) return undefined;
  const isAlike = field.shape.kind === other.shape.kind && field.unit === other.unit;
  return isAlike && field.path.join(".") !== other.path.join(".") ? [field, other] : undefined;
}

/** "the wards" of an argument fromWard and another toWard. */
function twoCalled(words: readonly WordToken[], { tools }: Context): readonly VocabularyField[] | undefined {
  const [noun, more] = words.filter(({ lower }) => !/^(?:the|two|both|its|their)$/.test(lower));
  const [tool, another] = tools;
  if (noun === undefined || more !== undefined || tool === undefined || another !== undefined)
    return undefined;
  if (!/[^s]s$/.test(noun.lower)) return undefined;
  return tool.fields.filter(({ nameStems }) => isIn(noun, nameStems));
}

/** "the source and target accounts": the latter's noun is said of both. */
function both(
  one: readonly WordToken[],
  two: readonly WordToken[],
  context: Context,
): readonly VocabularyField[] | undefined {
  const head = two.at(-1);
  const second = named(two, context);
  const first = named(one, context) ?? (head === undefined ? undefined : named([...one, head], context));
  return first === undefined || second === undefined ? undefined : [first, second];
}

function named(words: readonly Token[], { tools }: Context): VocabularyField | undefined {
  refuseHomonym(words);
  const match = matchField(words, tools, "any");
  return match.kind === "one" && match.missing === 0 ? match.field : argumentByNoun(words, tools);
}
