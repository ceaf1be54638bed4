import type { Context } from "./context.ts";
import { type Counted, readCounted } from "./counted-nouns.ts";
import type { Dimension } from "./dimensions.ts";
import { type Interval, isInverted, type Measured, valueInterval } from "./quantity.ts";
import { type ReadOrder, readOrder, readOrderAfter } from "./read-order.ts";
import { type Reader, spanOf } from "./reader.ts";
import { refuse } from "./refusal.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** An interval with what its words say is counted or measured. */
export interface ReadPart {
  readonly interval: Interval;
  readonly of: readonly Dimension[];
  readonly nouns: readonly Token[];
  readonly atOnce: boolean;
  /** The word that joins it to the one before. */
  readonly joined?: "and";
}

const leads = [
  "anywhere between",
  "anywhere from",
  "strictly between",
  "between",
  "in the range of",
  "in the range from",
  "in the range",
  "within the range of",
  "within the range",
  "ranging from",
  "from",
];
const upwards = ["and up", "and upwards", "upwards", "onwards", "and above", "up"];
/** What parts the ends of a range whose upper one is left out. */
const belows = [
  "up to , but not including ,",
  "up to but not including",
  "up to but excluding",
  "to just under",
  "to just below",
  "to under",
  "to below",
];
const both = [
  "inclusive",
  "inclusively",
  "both inclusive",
  "both included",
  "both ends included",
  "both bounds included",
  "included",
  "including both",
  "including both ends",
  "ends included",
  "bounds included",
  "endpoints included",
  "limits included",
  "limits are included",
  "both limits included",
  "with both included",
  "bounds are fine",
  "bounds are included",
  "both are fine",
  "both bounds are fine",
  "both are included",
];
const neither = [
  "exclusive",
  "exclusively",
  "both exclusive",
  "both excluded",
  "excluded",
  "ends excluded",
  "bounds excluded",
  "endpoints excluded",
  "excluding both",
  "excluding both ends",
];

/** One comparison, range, value or sign: "at most 5", "5 to 10 kg", "5 or more", "negative". */
export function readInterval(reader: Reader, context: Context): ReadPart | undefined {
  return (
    reader.attempt(() => ordered(reader, context)) ??
    reader.attempt(() => range(reader, context)) ??
    reader.attempt(() => plain(reader, context)) ??
    reader.attempt(() => signed(reader, context))
  );
}

function part(interval: Interval, of: readonly Dimension[], ...counted: readonly Counted[]): ReadPart {
  return {
    interval,
    of: [...of, ...counted.flatMap((each) => each.of)],
    nouns: counted.flatMap(({ nouns }) => nouns),
    atOnce: counted.some(({ atOnce }) => atOnce),
  };
}

function beyond({ order }: ReadOrder, at: Measured): Interval {
  const end = { at, open: order === "<" || order === ">" };
  return order === "<" || order === "<=" ? { low: undefined, high: end } : { low: end, high: undefined };
}

/** A comparison before its number, with a second one for the other end: "at least 5 and under 10". */
function ordered(reader: Reader, context: Context): ReadPart | undefined {
  const one = bound(reader, context);
  if (one === undefined) return undefined;
  const two = reader.attempt(() => {
    reader.take(",");
    if (reader.take("and", "but") === undefined) return undefined;
    const second = bound(reader, context);
    if (second === undefined || (one.interval.low === undefined) === (second.interval.low === undefined))
      return undefined;
    const same = one.nouns.length === 0 || second.nouns.length === 0;
    return same && sameKind(one, second) ? second : undefined;
  });
  if (two === undefined) return one;
  const interval = {
    low: one.interval.low ?? two.interval.low,
    high: one.interval.high ?? two.interval.high,
  };
  refuseInverted(interval, reader);
  return {
    interval,
    of: [...one.of, ...two.of],
    nouns: [...one.nouns, ...two.nouns],
    atOnce: one.atOnce || two.atOnce,
  };
}

function sameKind(a: ReadPart, b: ReadPart): boolean {
  const [one, two] = [a, b].map(({ interval }) => (interval.low ?? interval.high)?.at);
  const said = (at: Measured | undefined): boolean =>
    at?.unit !== undefined || at?.number.currency !== undefined || at?.number.percent === true;
  if (!said(one) || !said(two)) return true;
  return one?.number.currency === two?.number.currency && one?.number.percent === two?.number.percent;
}

function bound(reader: Reader, context: Context): ReadPart | undefined {
  return reader.attempt(() => {
    const order = readOrder(reader);
    if (order === undefined) return undefined;
    const number = articleNumber(reader) ?? numberAt(reader);
    if (number === undefined) return undefined;
    const counted = readCounted(reader, context);
    return part(beyond(order, { number, unit: counted.unit }), order.of, counted);
  });
}

function numberAt(reader: Reader): Measured["number"] | undefined {
  reader.take("a total of", "a", "an", "the", "of");
  const number = reader.peek();
  if (number?.kind !== "number") return undefined;
  reader.at += 1;
  return number;
}

/** "a year", "half an hour": the unit stays to be read. */
function articleNumber(reader: Reader): Measured["number"] | undefined {
  return reader.attempt(() => {
    const token = reader.peek();
    const half = reader.take("half a", "half an") !== undefined;
    if (token?.kind !== "word" || (!half && reader.take("a", "an") === undefined)) return undefined;
    if (
      !/^(?:second|minute|hour|day|week|month|year|kilo|kilogram|ton|tonne|kilometer|kilometre|mile)$/.test(
        reader.word(),
      )
    )
      return undefined;
    return synthetic(token, half ? "0.5" : "1");
  });
}

function range(reader: Reader, context: Context): ReadPart | undefined {
  const start = reader.at;
  const strictly = reader.sees("strictly");
  const before = reader.tokens[start - 1];
  const lead =
    reader.take(...leads) ?? (before?.kind === "word" && before.lower === "from" ? before.lower : undefined);
  const low = reader.peek();
  if (low?.kind !== "number") return undefined;
  reader.at += 1;
  const lowCounted = readCounted(reader, context);
  const rises = lead === "from" && !reader.sees("up to") && reader.take(...upwards) !== undefined;
  if (rises) {
    return part(beyond({ order: ">=", of: [] }, { number: low, unit: lowCounted.unit }), [], lowCounted);
  }
  const upTo = reader.take(...belows) !== undefined;
  const joint = upTo
    ? "up to"
    : reader.take(
        "to",
        "through",
        "thru",
        "up to",
        "-",
        "–",
        "—",
        ...(lead?.endsWith("between") ? ["and"] : []),
      );
  if (joint === undefined) return undefined;
  const high = reader.peek();
  if (high?.kind !== "number") return undefined;
  reader.at += 1;
  const highCounted = readCounted(reader, context);
  const open = strictly ? true : upTo ? false : bounds(reader);
  if (open === undefined && lead?.endsWith("between")) {
    refuse("It is not said whether the bounds belong to the range", spanOf(reader.slice(start, reader.at)), {
      advice: 'Add "inclusive" or "exclusive", or write "at least … and at most …".',
      telling: true,
    });
  }
  if (
    open === undefined &&
    lead === "from" &&
    context.tools.some(({ nameStems }) => changes.has(nameStems[0] ?? ""))
  ) {
    refuse("“from … to …” may be a range or a change", spanOf(reader.slice(start, reader.at)), {
      advice: 'Write "at least … and at most …".',
      telling: true,
    });
  }
  const interval = {
    low: { at: { number: low, unit: lowCounted.unit }, open: open === true },
    high: { at: { number: high, unit: highCounted.unit }, open: open === true || upTo },
  };
  refuseInverted(interval, reader);
  return part(interval, [], lowCounted, highCounted);
}

/** Tools of these verbs turn one number into another. */
const changes = new Set(
  "change update adjust scale resize modify raise increase decrease reduce lower move convert upgrade extend set"
    .split(" ")
    .map(stem),
);

function refuseInverted(interval: Interval, reader: Reader): void {
  if (!isInverted(interval)) return;
  refuse("No number is in this range", interval.low?.at.number ?? reader.here(), {
    advice: 'Write the smaller number first, or "or" where one of two is enough.',
    telling: true,
  });
}

/** Whether the bounds are told to be left out, or to belong to it. */
function bounds(reader: Reader): boolean | undefined {
  return reader.attempt((): boolean | undefined => {
    const bracket = reader.take("(") !== undefined;
    if (!bracket) reader.take(",");
    const included = reader.take(...longestFirst(both)) !== undefined;
    const excluded = !included && reader.take(...longestFirst(neither)) !== undefined;
    if (!included && !excluded) return undefined;
    return bracket && reader.take(")") === undefined ? undefined : excluded;
  });
}

function longestFirst(phrases: readonly string[]): readonly string[] {
  return phrases.toSorted((a, b) => b.length - a.length);
}

/** "5", "5 guests or more", "3 or more years of experience". */
function plain(reader: Reader, context: Context): ReadPart | undefined {
  const number = reader.peek();
  if (number?.kind !== "number") return undefined;
  reader.at += 1;
  const first = readCounted(reader, context);
  const order = readOrderAfter(reader);
  const second = order === undefined ? undefined : readCounted(reader, context);
  const at: Measured = { number, unit: first.unit ?? second?.unit };
  return part(
    order === undefined ? valueInterval(at) : beyond(order, at),
    order?.of ?? [],
    first,
    ...(second === undefined ? [] : [second]),
  );
}

/** "negative", "positive". */
function signed(reader: Reader, context: Context): ReadPart | undefined {
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  const order = signs.get(token.lower);
  if (order === undefined) return undefined;
  reader.at += 1;
  const number = synthetic(token, "0");
  const counted = readCounted(reader, context);
  return part(beyond({ order, of: [] }, { number, unit: counted.unit }), [], counted);
}

/** A number that is said in other words. */
function synthetic({ start, end, text }: WordToken, value: string): Measured["number"] {
  return {
    kind: "number",
    text,
    value,
    currency: undefined,
    percent: false,
    scale: undefined,
    doubtful: false,
    plain: undefined,
    start,
    end,
  };
}

const signs: ReadonlyMap<string, ReadOrder["order"]> = new Map([
  ["negative", "<"],
  ["positive", ">"],
  ["non-negative", ">="],
  ["nonnegative", ">="],
]);
