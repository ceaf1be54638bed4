import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import { readCounted } from "../words/counted-nouns.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import type { Dimension } from "./dimensions.ts";
import type { ReadPart } from "./interval-part.ts";
import { type Interval, isValue, type Measured, type Quantity, valueInterval } from "./quantity.ts";
import { readInterval } from "./read-interval.ts";
import { kindOf } from "./units.ts";

/** What the next words say of a number: "at most 5 guests", "15, 30 or 45 minutes", "from 3 to 5 inclusive, never 4". */
export function readQuantity(reader: Reader, context: Context): Quantity | undefined {
  return reader.attempt(() => {
    const from = reader.at;
    const preposition = wordBefore(reader);
    const said = reader.take("exactly", "precisely", "either") !== undefined;
    const outside =
      reader.take(
        "anything other than",
        "anything but",
        "other than",
        "different from",
        "not equal to",
        "outside of",
        "outside",
        "not between",
      ) !== undefined;
    if (wordBefore(reader) === "between") reader.at -= 1;
    const banded =
      outside &&
      reader.take(
        "the range of",
        "the range from",
        "the range",
        "the band of",
        "the band from",
        "the band",
      ) !== undefined;
    const first = readInterval(reader, context);
    if (first === undefined || (outside && !banded && first.of.length > 0)) return undefined;
    const parts = [first, ...alternatives(reader, context, first, preposition)];
    const exactly =
      parts.every(({ interval }) => isValue(interval)) && reader.take("exactly", "precisely") !== undefined;
    const except = exceptions(reader, context);
    reader.attempt(() => (reader.take(...noMore) === undefined || reader.sees("than") ? undefined : true));
    reader.attempt(() => includedEnd(reader, parts));
    const intervals = shared(parts.map(({ interval }) => interval));
    return {
      intervals,
      except,
      outside,
      of: parts.flatMap(({ of }): readonly Dimension[] => of),
      nouns: parts.flatMap(({ nouns }): readonly Token[] => nouns),
      atOnce: parts.some(({ atOnce }) => atOnce),
      several: parts.some(({ joined }) => joined === "and"),
      bare: parts.length === 1 && isValue(first.interval) && !said && !exactly && !outside,
      span: spanOf(reader.slice(from, reader.at)),
    };
  });
}

/** "up to six units (six included)", "at most 10 (inclusive)": said again of a limit that belongs to it. */
function includedEnd(reader: Reader, parts: readonly ReadPart[]): true | undefined {
  const bracket = reader.take("(", ",") === "(";
  const number = reader.peek();
  if (number?.kind === "number") reader.at += 1;
  if (reader.take("included", "inclusive", "including", "is included", "is fine", "is ok") === undefined)
    return undefined;
  if (bracket && reader.take(")") === undefined) return undefined;
  const [only, more] = parts;
  const end = only?.interval.high ?? only?.interval.low;
  const isOneSided = only?.interval.high === undefined || only.interval.low === undefined;
  if (more !== undefined || end === undefined || end.open || !isOneSided) return undefined;
  return number?.kind !== "number" || number.value === end.at.number.value ? true : undefined;
}

/** What says again that a limit is one. */
const noMore = [
  "( not more )",
  "( no more )",
  "( and no more )",
  "( but not more )",
  "( but no more )",
  "and not more",
  "and no more",
  ", not more",
  ", no more",
  ", and no more",
  ", and not more",
  ", but not more",
  ", but no more",
  "but not more",
  "but no more",
];

function wordBefore(reader: Reader): string {
  const token = reader.tokens[reader.at - 1];
  return token?.kind === "word" ? token.lower : "";
}

/** What follows the first interval after "or", a comma, or, as its other end, "and". */
function alternatives(
  reader: Reader,
  context: Context,
  first: ReadPart,
  preposition: string,
): readonly ReadPart[] {
  const parts: ReadPart[] = [];
  const values = isValue(first.interval);
  for (;;) {
    const next = reader.attempt((): ReadPart | undefined => {
      const comma = reader.take(",") !== undefined;
      const join = reader.take("or", "and");
      if (join === undefined && !comma) return undefined;
      if (preposition !== "" && /^(?:by|to|of|at|for|with|in)$/.test(preposition)) reader.take(preposition);
      // "above 20 or to 0": what it is set to is a value of its own
      const own = reader.peek(1)?.kind === "number" && reader.take("to", "exactly") !== undefined;
      const part = readInterval(reader, context);
      if (part === undefined || ![first, ...parts].every((each) => isAlike(each, part))) return undefined;
      // "over 500 or for over 30 days": no 500 days
      if (isSameSide(first, part) && isCountedIn(first) !== isCountedIn(part)) return undefined;
      if (join === undefined) {
        // a comma alone goes on with a list that an "or" ends
        return values && isValue(part.interval) && listEnds(reader) ? part : undefined;
      }
      if (!own && isValue(part.interval) && isOneSided(parts.at(-1) ?? first)) {
        refuse(
          "“under 3 or 4” can be understood in two ways",
          spanOf(reader.slice(reader.at - 1, reader.at)),
          {
            advice: 'Write "exactly" before a single value, in a condition of its own.',
            telling: true,
          },
        );
      }
      if (join === "and") return values && isValue(part.interval) ? { ...part, joined: join } : undefined;
      return part;
    });
    if (next === undefined) return parts;
    parts.push(next);
  }
}

/** Whether both are limits of the same side, so that one says nothing if both are of one argument. */
function isSameSide(a: ReadPart, b: ReadPart): boolean {
  if (!isOneSided(a) || !isOneSided(b)) return false;
  return (a.interval.low === undefined) === (b.interval.low === undefined);
}

function isCountedIn({ interval }: ReadPart): boolean {
  const at = (interval.high ?? interval.low)?.at;
  return at?.unit !== undefined || at?.number.currency !== undefined || at?.number.percent === true;
}

function isOneSided({ interval }: ReadPart): boolean {
  return interval.low === undefined || interval.high === undefined;
}

/** Whether what follows a comma in a list of values comes to an "or" or "and" before one last value. */
function listEnds(reader: Reader): boolean {
  for (let ahead = 0; ahead < 30; ahead += 1) {
    const word = reader.word(ahead);
    if ((word === "or" || word === "and") && reader.peek(ahead + 1)?.kind === "number") return true;
    if (word !== "," && reader.peek(ahead)?.kind !== "number") return false;
  }
  return false;
}

/** Whether both speak of the same thing as far as they say. */
function isAlike(a: ReadPart, b: ReadPart): boolean {
  const stems = (part: ReadPart): string =>
    part.nouns
      .flatMap((noun) => (noun.kind === "word" ? [noun.stem] : []))
      .sort()
      .join(" ");
  if (a.nouns.length > 0 && b.nouns.length > 0 && stems(a) !== stems(b)) return false;
  const kinds = [a, b].map(({ interval }) => {
    const at = (interval.high ?? interval.low)?.at;
    if (at === undefined) return undefined;
    if (at.number.percent) return "percent";
    return at.number.currency ?? (at.unit === undefined ? undefined : kindOf(at.unit));
  });
  return kinds[0] === undefined || kinds[1] === undefined || kinds[0] === kinds[1];
}

/** ", never 4", "but not 4". */
function exceptions(reader: Reader, context: Context): readonly Measured[] {
  const found: Measured[] = [];
  reader.attempt(() => {
    reader.take(",");
    if (
      reader.take("never", "but not", "but never", "except for", "except", "excluding", "not") === undefined
    )
      return undefined;
    for (;;) {
      const number = reader.peek();
      if (number?.kind !== "number") break;
      reader.at += 1;
      found.push({ number, unit: readCounted(reader, context).unit });
      if (reader.attempt(() => reader.take("or", "and", ",")) === undefined) break;
    }
    return found.length > 0 ? true : undefined;
  });
  return found;
}

/** "$5 to 10", "15, 30 or 45 minutes", "3 to 12.5 percent": what one number is counted in is said of all. */
function shared(intervals: readonly Interval[]): readonly Interval[] {
  const all = intervals.flatMap(({ low, high }) =>
    [low, high].flatMap((end) => (end === undefined ? [] : [end.at])),
  );
  const counted = all.find(
    ({ number, unit }) => number.currency !== undefined || number.percent || unit !== undefined,
  );
  const scaled = all.find(({ number }) => number.scale !== undefined && !/^an? /i.test(number.text));
  for (const { number } of all) {
    // "1 to 2 million" is hardly from 1
    if (
      all.length > 1 &&
      scaled !== undefined &&
      number.scale === undefined &&
      number.value !== "0" &&
      Number(number.value) < 1000
    ) {
      refuse(`"${number.text.trim()}" may be counted in ${scaled.number.scale} or not`, number, {
        advice: "Write each number in full.",
        telling: true,
      });
    }
  }
  if (counted === undefined) return intervals;
  const told = (at: Measured): Measured =>
    at.number.currency !== undefined || at.number.percent || at.unit !== undefined
      ? at
      : {
          number: { ...at.number, currency: counted.number.currency, percent: counted.number.percent },
          unit: counted.unit,
        };
  return intervals.map((interval) => {
    if (isValue(interval) && interval.low !== undefined) return valueInterval(told(interval.low.at));
    const { low, high } = interval;
    return {
      low: low === undefined ? undefined : { ...low, at: told(low.at) },
      high: high === undefined ? undefined : { ...high, at: told(high.at) },
    };
  });
}
