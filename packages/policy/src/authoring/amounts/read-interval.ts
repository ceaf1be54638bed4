import { type ReadOrder, readOrder, readOrderAfter } from "../conditions/read-order.ts";
import type { Context } from "../context.ts";
import { readCounted } from "../words/counted-nouns.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { beyond, part, type ReadPart } from "./interval-part.ts";
import { measureAhead } from "./measure-ahead.ts";
import { type Measured, valueInterval } from "./quantity.ts";
import { readRange, refuseInverted } from "./read-range.ts";
import { isWithin } from "./since-event.ts";

/** One comparison, range, value or sign: "at most 5", "5 to 10 kg", "5 or more", "negative". */
export function readInterval(reader: Reader, context: Context): ReadPart | undefined {
  return (
    reader.attempt(() => ordered(reader, context)) ??
    reader.attempt(() => readRange(reader, context)) ??
    reader.attempt(() => plain(reader, context)) ??
    reader.attempt(() => signed(reader, context))
  );
}

/** A comparison before its number, with a second one for the other end: "at least 5 and under 10". */
function ordered(reader: Reader, context: Context): ReadPart | undefined {
  const isDenied = wordBefore(reader) === "not";
  const one = bound(reader, context);
  if (one === undefined) return undefined;
  // "not exceeding 220 and at most five nights": no other end of what is denied
  if (isDenied) return one;
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

function wordBefore({ at, tokens }: Reader): string {
  const token = tokens[at - 1];
  return token?.kind === "word" ? token.lower : "";
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
    const within = isWithin(reader, context) && reader.take("within") !== undefined;
    const order = within ? ({ order: "<=", of: [] } as const) : readOrder(reader);
    if (order === undefined) return undefined;
    const measured = measureAhead(reader, context) ?? [];
    const number = articleNumber(reader) ?? numberAt(reader);
    if (number === undefined) return undefined;
    const counted = readCounted(reader, context);
    const read = part(beyond(order, { number, unit: counted.unit }), order.of, counted);
    return { ...read, nouns: [...measured, ...read.nouns] };
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

/** "5", "5 guests or more", "3 or more years of experience". */
function plain(reader: Reader, context: Context): ReadPart | undefined {
  const number = reader.peek();
  if (number?.kind !== "number" || isValueText(number.text, context)) return undefined;
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

/** "4K" titles are of a resolution, and not 4,000. */
function isValueText(text: string, { tools }: Context): boolean {
  return (
    /\p{L}/u.test(text) &&
    tools.some(({ fields }) =>
      fields.some(({ values }) => values.some((value) => value.toLowerCase() === text.trim().toLowerCase())),
    )
  );
}
