import { isValue, type Quantity, valueInterval } from "../amounts/quantity.ts";
import { quantityCondition } from "../amounts/quantity-condition.ts";
import { readQuantity } from "../amounts/read-quantity.ts";
import { unitNamed } from "../amounts/units.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { isAccounted } from "../words/counted-nouns.ts";
import type { Reader } from "../words/reader.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

/** "they expire in 90 days or less", "the badge is valid for at most 30 days": the verb of an argument such as expiresInDays. */
export function verbOfArgument(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    takeThing(reader, context);
    const is = reader.take(...copulas);
    const verb = reader.peek();
    if (verb?.kind !== "word") return undefined;
    const field = fieldOfVerb(verb, context);
    if (field === undefined) return undefined;
    reader.at += 1;
    const does = is === undefined && reader.attempt(() => objectBefore(reader, field)) !== undefined;
    if (is === undefined && !does && /(?:ing|ed)$/.test(verb.lower)) return undefined;
    const preposition = reader.take("in", "after", "for", "within", "by", "at");
    const quantity = readQuantity(reader, context);
    if (quantity === undefined || quantity.of.length > 0 || quantity.atOnce) return undefined;
    const bounded = preposition === "within" ? upTo(quantity) : quantity;
    // "expire in 90 days" may be exactly so many or up to so many
    if (bounded === undefined || bounded.bare) return undefined;
    if (!bounded.nouns.every((noun) => context.tools.every((tool) => isAccounted(noun, field, tool))))
      return undefined;
    return quantityCondition(bounded, field, context);
  });
}

/** "delaying the project by …", of an argument delayDays that is described as the "delay of the project". */
function objectBefore(reader: Reader, { descriptionStems }: VocabularyField): true | undefined {
  reader.take("the", "a", "an", "its", "their");
  const object = reader.peek();
  if (object?.kind !== "word" || !descriptionStems.includes(object.stem)) return undefined;
  reader.at += 1;
  return reader.sees("by") ? true : undefined;
}

const copulas = [
  "must have been",
  "must be",
  "should be",
  "may be",
  "has been",
  "have been",
  "was",
  "were",
  "is",
  "are",
  "be",
  "must",
  "should",
  "will",
];

/** "they", "the token": what the tool is about, if it is said. */
function takeThing(reader: Reader, { tools }: Context): void {
  if (reader.take("they", "it", "that", "which", "these", "those") !== undefined) return;
  reader.attempt(() => {
    if (reader.take("the", "a", "an", "its", "each", "every", "any", "such") === undefined) return undefined;
    const from = reader.at;
    while (isThing(reader.peek(), tools)) reader.at += 1;
    return reader.at === from ? undefined : true;
  });
}

function isThing(token: Token | undefined, tools: readonly VocabularyTool[]): boolean {
  return (
    token?.kind === "word" &&
    tools.every(
      ({ nameStems, fields }) =>
        nameStems.slice(1).includes(token.stem) &&
        !fields.some((field) => field.nameStems.length === 1 && field.nameStems[0] === token.stem),
    )
  );
}

const joints = new Set(["in", "after", "for", "within", "by", "at"].map(stem));

/** The one number that is named by the verb and what it is counted in, the same in all of the tools. */
function fieldOfVerb(verb: WordToken, { tools }: Context): VocabularyField | undefined {
  const found = tools.map(({ fields }) =>
    fields.filter(
      (field) =>
        isOfKind(field, "number") &&
        field.nameStems.includes(verb.stem) &&
        field.nameStems.length > 1 &&
        field.nameStems.every((name) => name === verb.stem || joints.has(name) || isUnit(name)),
    ),
  );
  const [first] = found[0] ?? [];
  return first !== undefined &&
    found.every(([one, other]) => other === undefined && one?.path.join(".") === first.path.join("."))
    ? first
    : undefined;
}

function isUnit(name: string): boolean {
  return unitNamed(name) !== undefined || unitNamed(`${name}s`) !== undefined;
}

/** "within 90 days": at most so many. */
function upTo(quantity: Quantity): Quantity | undefined {
  const [only, more] = quantity.intervals;
  if (only === undefined || more !== undefined || !isValue(only) || only.low === undefined) return undefined;
  const { high } = valueInterval(only.low.at);
  return { ...quantity, intervals: [{ low: undefined, high }], bare: false };
}
