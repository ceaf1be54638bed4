import { adjectives, type Dimension, measures } from "../amounts/dimensions.ts";
import { sinceEvent } from "../amounts/since-event.ts";
import { kindOf, type UnitName, unitNamed } from "../amounts/units.ts";
import { isOfKind } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { countsThing } from "./counts-thing.ts";
import { isShare, perAct } from "./per-act.ts";
import type { Reader } from "./reader.ts";
import { sameNoun } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** Words that are no counted noun behind a number. */
export const ends = new Set(
  "and or but when if unless except only where while for from to of in on at by with without during before after between until since utc gmt inclusive exclusive the whose that then than more less above below higher lower greater fewer maximum minimum max min provided per each every within is are which who not no never may can could must be been was were will shall should has have had do does it its this these those they them he she user users caller callers anyone everyone nobody any all other out up down as so".split(
    " ",
  ),
);

const things = new Set(["items", "units", "pieces", "copies", "entries", "results", "times"].map(stem));
const degree = stem("degrees");
const persons = new Set(["people", "persons", "heads", "individuals", "participants"].map(stem));
const groups = new Set(
  "guests attendees participants people persons individuals group party passengers visitors members heads capacity team"
    .split(" ")
    .map(stem),
);
const counting = new Set(["quantity", "qty", "count", "amount", "limit", "size", "delta"].map(stem));
/** Words of names that number something and count nothing. */
const ordinals = new Set(
  "number no nr id index level rank page port version year code group".split(" ").map(stem),
);

/** What stands behind a number: its unit, and the words that say what is counted. */
export interface Counted {
  readonly unit: UnitName | undefined;
  readonly nouns: readonly Token[];
  /** What "old" or "long" behind the unit says is measured. */
  readonly of: readonly Dimension[];
  readonly atOnce: boolean;
}

/** Reads the unit and nouns behind a number, as far as the tools at hand know the words. */
export function readCounted(reader: Reader, context: Context): Counted {
  let unit: UnitName | undefined;
  const nouns: Token[] = [];
  const of: Dimension[] = [];
  const first = reader.at;
  for (;;) {
    const skip =
      /^(?:of|the|a)$/.test(reader.word()) && (reader.at > first || isShare(reader))
        ? reader.word(1) === "the"
          ? 2
          : 1
        : 0;
    const token = reader.peek(skip);
    if (token?.kind !== "word" || measures.has(token.lower)) break;
    // "$500 a day" and "10 percent a year" are limits over time
    if (skip === 0 && /^(?:an?|the)$/.test(token.lower)) break;
    const isOverTime = skip > 0 && /^an?$/.test(reader.word()) && isTime(token.lower);
    if (isOverTime || (isSum(reader.tokens[first - 1]) && isTime(token.lower))) break;
    const named = skip === 0 && !namesBareNumber(token, context) ? unitNamed(token.lower) : undefined;
    if (named !== undefined && unit === undefined) {
      unit = named;
      reader.at += 1;
      // "days' notice"
      if (/^['’]$/.test(reader.word())) reader.at += 1;
      continue;
    }
    const adjective = unit === undefined ? undefined : adjectives.get(token.lower);
    if (adjective !== undefined && nouns.length === 0 && of.length === 0) {
      of.push(...adjective);
      reader.at += 1;
      continue;
    }
    // "at most 4,096 max tokens" of an argument maxTokens
    if (
      /^max(?:imum)?$|^min(?:imum)?$/.test(token.lower) &&
      isNamed(token, context) &&
      isNamedNext(reader, skip, context)
    ) {
      nouns.push(token);
      reader.at += skip + 1;
      continue;
    }
    const counts =
      !(token.lower.length > 1 && token.text === token.text.toUpperCase() && !isOfNumber(token, context)) &&
      (ends.has(token.lower)
        ? reader.at > first && isNamed(token, context)
        : isCounted(token, context) || saysWhich(reader, skip, context));
    // "longer than 300 meters the berths 1 or 2": another argument and its number
    const startsAnother = skip > 0 && reader.peek(skip + 1)?.kind === "number";
    if (!counts || startsAnother || nouns.length >= 5) break;
    nouns.push(token);
    reader.at += skip + 1;
  }
  perNoun(reader, context, nouns);
  perNoun(reader, context, nouns);
  perAct(reader, context);
  const event = unit === undefined ? undefined : sinceEvent(reader, context);
  if (event !== undefined) nouns.push(event);
  const atOnce =
    reader.take(
      "at a time",
      "at once",
      "at one time",
      "in one go",
      "in a single call",
      "in a single request",
      "in one call",
      "in one request",
      "per call",
      "per request",
      "each time",
    ) !== undefined;
  return { unit, nouns, of, atOnce };
}

function isTime(word: string): boolean {
  const unit = unitNamed(word);
  return unit !== undefined && /^(?:time|months)$/.test(kindOf(unit));
}

function isSum(token: Token | undefined): boolean {
  return token?.kind === "number" && (token.currency !== undefined || token.percent);
}

/** "per night", "in rent", "$60 a month", where the argument's own words say so. */
function perNoun(reader: Reader, context: Context, nouns: Token[]): void {
  const before = reader.tokens[reader.at - 1];
  const sum = before?.kind === "number" && before.currency !== undefined;
  if (!/^(?:per|in)$/.test(reader.word()) && !(sum && /^(?:a|an|each|every)$/.test(reader.word()))) return;
  const token = reader.peek(1);
  if (token?.kind !== "word" || !isOfNumber(token, context)) return;
  nouns.push(token);
  reader.at += 2;
}

function numbersOf(tool: VocabularyTool): readonly VocabularyField[] {
  return tool.fields.filter((field) => isOfKind(field, "number"));
}

/** "mg" of an argument mgPerLitre, which is no weight. */
function namesBareNumber(word: WordToken, { tools }: Context): boolean {
  return tools.some((tool) =>
    numbersOf(tool).some(({ unit, nameStems }) => unit === undefined && nameStems.includes(word.stem)),
  );
}

function isNamedNext(reader: Reader, skip: number, context: Context): boolean {
  const next = reader.peek(skip + 1);
  return next?.kind === "word" && isNamed(next, context);
}

function isNamed(word: WordToken, { tools }: Context): boolean {
  return tools.some((tool) => numbersOf(tool).some(({ nameStems }) => nameStems.includes(word.stem)));
}

function isOfNumber(word: WordToken, { tools }: Context): boolean {
  return tools.some((tool) => numbersOf(tool).some((field) => describes(word, field)));
}

function isCounted(word: WordToken, context: Context): boolean {
  return (
    things.has(word.stem) ||
    word.stem === degree ||
    persons.has(word.stem) ||
    isOfNumber(word, context) ||
    context.tools.some(({ nameStems }) => nameStems.includes(word.stem))
  );
}

/** "120 riding minutes" of a tool that credits riding minutes: a word of its description before what is counted. */
function saysWhich(reader: Reader, skip: number, context: Context): boolean {
  const [token, next] = [reader.peek(skip), reader.peek(skip + 1)];
  if (token?.kind !== "word" || next?.kind !== "word" || ends.has(next.lower)) return false;
  return (
    (unitNamed(next.lower) !== undefined || isCounted(next, context)) &&
    context.tools.every((tool) => isDescribed(token, tool))
  );
}

/** Whether the tool's description has the word, which is no value and no name of an argument of another kind. */
function isDescribed(word: WordToken, { descriptionStems, fields }: VocabularyTool): boolean {
  return (
    descriptionStems.includes(word.stem) &&
    !fields.some(
      (field) =>
        field.values.some((value) => stem(value.toLowerCase()) === word.stem) ||
        (!isOfKind(field, "number") && field.nameStems.includes(word.stem)),
    )
  );
}

/** Whether the word is one of the argument's name or description. */
export function describes(word: WordToken, { nameStems, descriptionStems }: VocabularyField): boolean {
  return (
    nameStems.some((name) => name === word.stem || sameNoun(name, word.stem) || isAdverb(word.stem, name)) ||
    descriptionStems.includes(word.stem)
  );
}

/** "per month" and "monthly". */
function isAdverb(noun: string, name: string): boolean {
  const adverb = stem(`${noun === "day" ? "dai" : noun}ly`);
  return /^(?:hour|day|week|month|year|night)$/.test(noun) && adverb === name;
}

/** Whether the word is accounted for when this argument of this tool is counted. */
export function isAccounted(word: Token, field: VocabularyField, tool: VocabularyTool): boolean {
  if (word.kind !== "word") return false;
  if (describes(word, field) || tool.nameStems.includes(word.stem) || isDescribed(word, tool)) return true;
  if (word.stem === degree) return isAccountedDegree(field);
  if (groups.has(word.stem)) return field.nameStems.some((name) => groups.has(name));
  return things.has(word.stem) && isCount(field);
}

function isAccountedDegree({ unit }: VocabularyField): boolean {
  return unit === "celsius" || unit === "fahrenheit";
}

/** How surely the nouns name the argument: 2 by its name, 1 by its description, 0 where they only speak of its tool. */
export function namesCount(nouns: readonly Token[], field: VocabularyField): 0 | 1 | 2 {
  const words = nouns.filter((noun) => noun.kind === "word");
  const named = (word: WordToken, name: string): boolean =>
    word.stem === name || sameNoun(name, word.stem) || isAdverb(word.stem, name);
  const counted =
    words.some(({ stem: of }) => groups.has(of)) && field.nameStems.some((name) => groups.has(name));
  // "5 rooms" are no room number 5
  const isOrdinal = field.nameStems.some(
    (name) => ordinals.has(name) && !words.some((word) => named(word, name)),
  );
  if (isOrdinal && !counted) return 0;
  if (words.some((word) => word.stem === degree) && isAccountedDegree(field)) return 2;
  if (
    counted ||
    words.some(
      (word) => field.nameStems.some((name) => isAdverb(word.stem, name)) || countsThing(word, field),
    )
  )
    return 2;
  // "3 tickets" are no ticketPriority, nor a ticketPrice
  const isNamed = words.some((word) => field.nameStems.some((name) => named(word, name)));
  return !isNamed && words.some((word) => describes(word, field)) ? 1 : 0;
}

/** Whether the word is one for people together, such as "party". */
export function isGroup(word: Token | undefined): boolean {
  return word?.kind === "word" && groups.has(word.stem);
}

/** Whether the argument says how many of the tool's things. */
export function isCount({ nameStems, unit }: VocabularyField): boolean {
  return (
    unit === undefined &&
    nameStems.length === 1 &&
    nameStems.some((name) => counting.has(name) || things.has(name))
  );
}
