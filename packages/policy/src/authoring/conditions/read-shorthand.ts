import { age, comparatives, measures } from "../amounts/dimensions.ts";
import { isValue, type Measured, type Quantity } from "../amounts/quantity.ts";
import { quantityCondition } from "../amounts/quantity-condition.ts";
import { fieldOfQuantity } from "../amounts/quantity-field.ts";
import { readQuantity } from "../amounts/read-quantity.ts";
import { kindOf } from "../amounts/units.ts";
import { isUserNoun } from "../callers/claims.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { describes, isAccounted, isGroup, namesCount } from "../words/counted-nouns.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { takeGiven } from "./read-presence.ts";

/** A comparison whose argument is left out: "under $500", "older than 18", "and less than 10", "weighing 5 kg or more". */
export function shorthand(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const ofPerson = isPerson(reader.peek()) && comparesAge(reader);
    if (ofPerson) reader.at += 1;
    const person = isPerson(reader.tokens[reader.at - 1]);
    const there =
      reader.take("there are", "there is", "there were", "it has", "they have") !== undefined ||
      reader.attempt(() => thingThatCounts(reader, context)) !== undefined;
    // "is damaged or has done more than 25,000 km"
    reader.attempt(() =>
      reader.take("has", "have") !== undefined && reader.word() === "done" ? true : undefined,
    );
    const amounts = reader.attempt(() => amountsAhead(reader));
    if (amounts === undefined) reader.attempt(() => thingAhead(reader, context));
    const measure = measures.get(reader.word());
    if (measure !== undefined) {
      reader.at += 1;
      if (reader.peek(1)?.kind === "number") reader.take("at", "for");
    }
    const group = measure === undefined ? groupWord(reader) : undefined;
    const quantified = readQuantity(reader, context);
    if (quantified === undefined) return undefined;
    // "at least 28 days' notice has been given"
    if (quantified.nouns.length > 0) takeGiven(reader);
    const read: Quantity =
      group === undefined ? quantified : { ...quantified, nouns: [...quantified.nouns, group] };
    // "nurses below 100 mg" are not so old
    if (ofPerson && !isBareNumber(read) && !isOfYears(read)) return undefined;
    const isSum = read.intervals.some(({ low, high }) => (low ?? high)?.at.number.currency !== undefined);
    const said = measure ?? (person && isBareNumber(read) ? [age] : undefined);
    const quantity: Quantity =
      said === undefined || isSum ? read : { ...read, of: read.of.length > 0 ? read.of : said };
    const field =
      calledSo(amounts, quantity, context) ??
      spokenOf(quantity, context) ??
      fieldOfQuantity(quantity, context);
    // "for 30 days" may be exactly so many or up to so many
    if (there && measure === undefined && namesCount(quantity.nouns, field) === 0) return undefined;
    if (quantity.bare && namesCount(quantity.nouns, field) === 0) return undefined;
    return quantityCondition(quantity, field, context);
  });
}

/** "anyone over 90" is said of an age. */
function isPerson(token: Token | undefined): boolean {
  return (
    token?.kind === "word" &&
    (isPersonNoun(token.lower) ||
      isUserNoun(token.lower) ||
      /^(?:anyone|anybody|someone|somebody|everyone|everybody|those|people|persons?|adults?|kids?|children)$/.test(
        token.lower,
      ))
  );
}

/** "anyone younger than 21", "a customer under 18". */
function comparesAge(reader: Reader): boolean {
  const word = reader.word(1);
  return comparatives.get(word)?.of.includes(age) === true || /^(?:aged|under|over|below|above)$/.test(word);
}

function isBareNumber({ intervals, nouns, atOnce, of }: Quantity): boolean {
  return (
    nouns.length === 0 &&
    of.length === 0 &&
    !atOnce &&
    intervals.every(({ low, high }) =>
      [low, high].every((end) => end === undefined || (end.at.unit === undefined && !end.at.number.percent)),
    )
  );
}

function isOfYears({ intervals }: Quantity): boolean {
  return intervals.every(({ low, high }) =>
    [low, high].every((end) => end?.at.unit === undefined || /^(?:years|months)$/.test(end.at.unit)),
  );
}

/** "in quantities over 40 liters", "in amounts of more than 5": says no more than that a number follows. */
function amountsAhead(reader: Reader): Token | undefined {
  const noun = reader.peek();
  if (reader.take("quantities", "amounts", "volumes", "numbers") === undefined) return undefined;
  reader.take("of");
  return orders.has(reader.word()) ? noun : undefined;
}

/** The argument "amount" for "and amounts under 5", whatever was spoken of before. */
function calledSo(
  noun: Token | undefined,
  quantity: Quantity,
  { tools }: Context,
): VocabularyField | undefined {
  const match = noun === undefined ? undefined : matchField([noun], tools, "number");
  const isOf =
    match?.kind === "one" &&
    quantity.nouns.every((each) => tools.every((tool) => isAccounted(each, match.field, tool)));
  return isOf ? match.field : undefined;
}

const orders = new Set(
  "over above under below beyond exceeding at more less fewer greater larger smaller higher lower up between from".split(
    " ",
  ),
);

/** "applicants aged …", "animals weighing …", "loads lighter than …": what is measured is a noun that the tools know. */
function thingAhead(reader: Reader, context: Context): true | undefined {
  reader.take("a", "an", "the", "any");
  const token = reader.peek();
  // "the member is aged 65 or above", "the bike has done 20 km or more"
  const helps =
    (/^(?:is|are|was|were)$/.test(reader.word(1)) && reader.word(2) === "aged") ||
    (/^(?:has|have|had)$/.test(reader.word(1)) && reader.word(2) === "done");
  const next = reader.word(helps ? 2 : 1);
  if (token?.kind !== "word" || measures.has(token.lower) || comparatives.has(token.lower)) return undefined;
  if (!measures.has(next) && (comparatives.get(next)?.of.length ?? 0) === 0) return undefined;
  const isKnown = context.tools.every(
    ({ nameStems, descriptionStems, fields }) =>
      [...nameStems, ...descriptionStems].includes(token.stem) ||
      fields.some((field) => isOfKind(field, "number") && describes(token, field)),
  );
  if (!isKnown) return undefined;
  reader.at += helps ? 2 : 1;
  return true;
}

/** "the text has at most 3,000 characters": what has so many of something is a noun that the tools know. */
function thingThatCounts(reader: Reader, { tools }: Context): true | undefined {
  reader.take("a", "an", "the", "its", "their", "each");
  const token = reader.peek();
  if (token?.kind !== "word" || !/^(?:has|have|contains?)$/.test(reader.word(1))) return undefined;
  reader.at += 2;
  const isKnown = tools.every(
    ({ nameStems, descriptionStems, fields }) =>
      [...nameStems.slice(1), ...descriptionStems.slice(1)].includes(token.stem) ||
      fields.some((field) => isOfKind(field, "number") && describes(token, field)),
  );
  return isKnown ? true : undefined;
}

/** "parties of 5 to 8", "groups bigger than 20 people". */
function groupWord(reader: Reader): Token | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the", "any");
    const token = reader.peek();
    if (!isGroup(token)) return undefined;
    reader.at += 1;
    reader.take("size", "sizes");
    reader.take("of", "with");
    return token;
  });
}

function isCountedIn({ number, unit }: Measured, field: VocabularyField): boolean {
  if (number.currency !== undefined) return false;
  return unit === undefined || (field.unit !== undefined && kindOf(unit) === kindOf(field.unit));
}

/** The argument of the noun before, or of the condition before: "grades from 0 to 4", "at least 5 and under 10". */
function spokenOf(quantity: Quantity, context: Context): VocabularyField | undefined {
  const counted = quantity.intervals.some(({ low, high }) =>
    [low, high].some(
      (end) => end !== undefined && (end.at.number.currency !== undefined || end.at.unit !== undefined),
    ),
  );
  if (quantity.nouns.length > 0 || quantity.atOnce || quantity.of.length > 0) return undefined;
  const named =
    context.noun === undefined || counted ? undefined : matchField([context.noun], context.tools, "number");
  // "docks 100 through 199"
  const numbered = named?.kind === "one" && named.field.nameStems.includes("number") ? 1 : 0;
  if (named?.kind === "one" && named.missing <= numbered) return named.field;
  // numbers alone are of what stands beside them, not of what was compared before: "longer than 5 meters … the berths 1 or 2"
  if (quantity.intervals.every(isValue)) return undefined;
  const { last } = context;
  if (last === undefined || !isOfKind(last, "number")) return undefined;
  return quantity.intervals.every(({ low, high }) =>
    [low, high].every((end) => end === undefined || isCountedIn(end.at, last)),
  )
    ? last
    : undefined;
}
