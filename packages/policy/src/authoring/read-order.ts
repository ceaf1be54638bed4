import type { Order } from "./intermediate.ts";
import type { Reader } from "./reader.ts";

const before: readonly (readonly [string, Order])[] = [
  ["less than or equal to", "<="],
  ["greater than or equal to", ">="],
  ["more than or equal to", ">="],
  ["equal to or less than", "<="],
  ["equal to or greater than", ">="],
  ["no more than", "<="],
  ["not more than", "<="],
  ["no greater than", "<="],
  ["not greater than", "<="],
  ["no higher than", "<="],
  ["not higher than", "<="],
  ["no larger than", "<="],
  ["no longer than", "<="],
  ["not exceeding", "<="],
  ["not exceed", "<="],
  ["not over", "<="],
  ["not above", "<="],
  ["no less than", ">="],
  ["not less than", ">="],
  ["no fewer than", ">="],
  ["no lower than", ">="],
  ["not lower than", ">="],
  ["not below", ">="],
  ["not under", ">="],
  ["a maximum of", "<="],
  ["maximum of", "<="],
  ["capped at", "<="],
  ["limited to", "<="],
  ["a minimum of", ">="],
  ["minimum of", ">="],
  ["at most", "<="],
  ["up to and including", "<="],
  ["up to", "<="],
  ["as much as", "<="],
  ["at least", ">="],
  ["less than", "<"],
  ["lower than", "<"],
  ["smaller than", "<"],
  ["fewer than", "<"],
  ["lighter than", "<"],
  ["shorter than", "<"],
  ["cheaper than", "<"],
  ["under", "<"],
  ["below", "<"],
  ["more than", ">"],
  ["greater than", ">"],
  ["higher than", ">"],
  ["larger than", ">"],
  ["bigger than", ">"],
  ["heavier than", ">"],
  ["longer than", ">"],
  ["in excess of", ">"],
  ["exceeding", ">"],
  ["exceeds", ">"],
  ["exceed", ">"],
  ["over", ">"],
  ["above", ">"],
  ["beyond", ">"],
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
  ["or less", "<="],
  ["or below", "<="],
  ["or under", "<="],
  ["or lower", "<="],
  ["or fewer", "<="],
  ["or smaller", "<="],
  ["and below", "<="],
  ["and under", "<="],
  ["at most", "<="],
  ["maximum", "<="],
  ["max", "<="],
  ["or more", ">="],
  ["or above", ">="],
  ["or higher", ">="],
  ["or greater", ">="],
  ["or over", ">="],
  ["and above", ">="],
  ["and up", ">="],
  ["at least", ">="],
  ["minimum", ">="],
];

/** The comparison that stands before a number. */
export function readOrder(reader: Reader): Order | undefined {
  const found = before.find(([phrase]) => reader.sees(phrase));
  if (found === undefined) return undefined;
  reader.take(found[0]);
  return found[1];
}

/** The comparison that stands behind a number: "$500 or less". */
export function readOrderAfter(reader: Reader): Order | undefined {
  const found = after.find(([phrase]) => reader.sees(phrase));
  if (found === undefined) return undefined;
  reader.take(found[0]);
  return found[1];
}

/** What is true exactly where the comparison is not. */
export const opposite: Readonly<Record<Order, Order>> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
