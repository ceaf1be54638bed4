import { calendarYear, comparatives, type Dimension } from "../amounts/dimensions.ts";
import type { Order } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

const before: readonly (readonly [string, Order])[] = [
  ["equal to or less than", "<="],
  ["equal to or greater than", ">="],
  ["not exceeding", "<="],
  ["not exceed", "<="],
  ["not to exceed", "<="],
  ["never exceeding", "<="],
  ["never over", "<="],
  ["never above", "<="],
  ["never beyond", "<="],
  ["never below", ">="],
  ["never under", ">="],
  ["not surpassing", "<="],
  ["not over", "<="],
  ["not above", "<="],
  ["not beyond", "<="],
  ["not in excess of", "<="],
  ["not below", ">="],
  ["not under", ">="],
  ["maximally", "<="],
  ["at maximum", "<="],
  ["at the most", "<="],
  ["at most", "<="],
  ["at minimum", ">="],
  ["at the least", ">="],
  ["at the very least", ">="],
  ["at the very most", "<="],
  ["at a maximum", "<="],
  ["at a minimum", ">="],
  ["a maximum of", "<="],
  ["maximum of", "<="],
  ["a max of", "<="],
  ["max of", "<="],
  ["maximum", "<="],
  ["max", "<="],
  ["max .", "<="],
  ["a limit of", "<="],
  ["a cap of", "<="],
  ["a ceiling of", "<="],
  ["capped at", "<="],
  ["limited to", "<="],
  ["a minimum of", ">="],
  ["minimum of", ">="],
  ["a min of", ">="],
  ["minimum", ">="],
  ["min .", ">="],
  ["up to and including", "<="],
  ["up to , and including ,", "<="],
  ["up to , but not including ,", "<"],
  ["up to but not including", "<"],
  ["up to but excluding", "<"],
  ["up to ( but not including )", "<"],
  ["up to ( and including )", "<="],
  ["up to", "<="],
  ["as much as", "<="],
  ["as many as", "<="],
  ["at least", ">="],
  ["under", "<"],
  ["below", "<"],
  ["beneath", "<"],
  ["in excess of", ">"],
  ["exceeding", ">"],
  ["exceeds", ">"],
  ["exceed", ">"],
  ["surpassing", ">"],
  ["over", ">"],
  ["above", ">"],
  ["beyond", ">"],
  ["upwards of", ">="],
  ["< =", "<="],
  ["> =", ">="],
  ["<=", "<="],
  ["≤", "<="],
  [">=", ">="],
  ["≥", ">="],
  ["<", "<"],
  [">", ">"],
];

const after: readonly (readonly [string, Order])[] = [
  ["or under", "<="],
  ["or below", "<="],
  ["and below", "<="],
  ["and under", "<="],
  ["and less", "<="],
  ["and fewer", "<="],
  ["or above", ">="],
  ["or over", ">="],
  ["and over", ">="],
  ["and above", ">="],
  ["and more", ">="],
  ["and up", ">="],
  ["or up", ">="],
  ["and upwards", ">="],
  ["or upwards", ">="],
  ["upwards", ">="],
  ["at the most", "<="],
  ["at most", "<="],
  ["maximum", "<="],
  ["max", "<="],
  ["tops", "<="],
  ["at the least", ">="],
  ["at least", ">="],
  ["minimum", ">="],
  ["+", ">="],
];

/** A comparison and, where its word tells, what is measured. */
export interface ReadOrder {
  readonly order: Order;
  readonly of: readonly Dimension[];
}

/** The comparison that stands before a number. */
export function readOrder(reader: Reader): ReadOrder | undefined {
  const compared = reader.attempt(() => comparative(reader)) ?? calendarOrder(reader);
  if (compared !== undefined) return compared;
  const found = before.find(([phrase]) => reader.sees(phrase));
  if (found === undefined) return undefined;
  reader.take(found[0]);
  return { order: found[1], of: [] };
}

const years = new Map<string, Order>([
  ["earlier than", "<"],
  ["before", "<"],
  ["prior to", "<"],
  ["later than", ">"],
  ["after", ">"],
]);

/** "a vintage year before 2016"; without the word for it, a call before 2016 could be meant. */
function calendarOrder(reader: Reader): ReadOrder | undefined {
  const before = reader.slice(Math.max(0, reader.at - 3), reader.at);
  if (!before.some((token) => token.kind === "word" && /^(?:\p{L}+-)?years?$|Year$/u.test(token.text)))
    return undefined;
  return reader.attempt(() => {
    const order = years.get(reader.take(...years.keys()) ?? "");
    const year = reader.peek();
    return order !== undefined && year?.kind === "number" && /^(?:1[89]|20)\d\d$/.test(year.plain ?? "")
      ? { order, of: [calendarYear] }
      : undefined;
  });
}

/** "older than", "no more than", "not longer than", "less than or equal to". */
function comparative(reader: Reader): ReadOrder | undefined {
  const negated = reader.take("no", "not", "not any", "never") !== undefined;
  const word = reader.word();
  const found =
    word === "more" && reader.word(1) === "expensive" ? comparatives.get("dearer") : comparatives.get(word);
  if (found === undefined) return undefined;
  reader.at += word === "more" && reader.word(1) === "expensive" ? 2 : 1;
  const equal = reader.take("or equal to", "or equal", "or the same as") !== undefined;
  if (!equal && reader.take("than or equal to", "than or equal", "than or exactly", "than") === undefined)
    return undefined;
  const closed = equal || /^(?:to|equal|exactly)$/.test(wordBefore(reader));
  if (negated && closed) return undefined;
  const strict: Order = found.more ? ">" : "<";
  const included: Order = found.more ? ">=" : "<=";
  return { order: negated ? opposite[strict] : closed ? included : strict, of: found.of };
}

function wordBefore(reader: Reader): string {
  const token = reader.tokens[reader.at - 1];
  return token?.kind === "word" ? token.lower : "";
}

/** The comparison that stands behind a number: "$500 or less", "17 or younger". */
export function readOrderAfter(reader: Reader): ReadOrder | undefined {
  const compared = reader.attempt((): ReadOrder | undefined => {
    if (reader.take("or", "and") === undefined) return undefined;
    const found = comparatives.get(reader.word());
    // "or more than" begins another comparison
    if (found === undefined || /^(?:than|expensive)$/.test(reader.word(1))) return undefined;
    if (reader.word(1) === "or" && reader.word(2) === "equal") return undefined;
    reader.at += 1;
    return { order: found.more ? ">=" : "<=", of: found.of };
  });
  if (compared !== undefined) return compared;
  const found = after.find(([phrase]) => reader.sees(phrase));
  if (found === undefined) return undefined;
  const last = found[0].split(" ").length;
  // "at most 5": a number behind it is what is compared
  if (reader.peek(last)?.kind === "number" && !/^(?:or|and|\+)/.test(found[0])) return undefined;
  reader.take(found[0]);
  return { order: found[1], of: [] };
}

/** What is true exactly where the comparison is not. */
export const opposite: Readonly<Record<Order, Order>> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
