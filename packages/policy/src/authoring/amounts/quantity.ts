import type { TextSpan } from "../refusal.ts";
import type { Token } from "../words/tokens.ts";
import type { Dimension } from "./dimensions.ts";
import type { UnitName } from "./units.ts";

/** A number and what it is counted in. */
export interface Measured {
  readonly number: Extract<Token, { kind: "number" }>;
  readonly unit: UnitName | undefined;
}

/** An end of an interval; an open one does not belong to it. */
export interface End {
  readonly at: Measured;
  readonly open: boolean;
}

/** Numbers between two ends, or beyond one; a single value has the same end twice. */
export interface Interval {
  readonly low: End | undefined;
  readonly high: End | undefined;
}

/** What a sentence says of a number, before it is known which argument is meant. */
export interface Quantity {
  /** The number is in one of these. */
  readonly intervals: readonly Interval[];
  /** Values left out of them. */
  readonly except: readonly Measured[];
  /** The number is in none of them. */
  readonly outside: boolean;
  /** What comparatives such as "older" say is measured. */
  readonly of: readonly Dimension[];
  /** What is counted: "guests", "GPU", "days before the event" without its unit. */
  readonly nouns: readonly Token[];
  /** Whether "at once" or "per call" says that the tool's own count is meant. */
  readonly atOnce: boolean;
  /** A single value without "exactly". */
  readonly bare: boolean;
  /** Values joined by "and", which only a plural noun can have. */
  readonly several: boolean;
  readonly span: TextSpan;
}

/** Whether the interval is one value. */
export function isValue({ low, high }: Interval): boolean {
  return low !== undefined && low === high;
}

/** A value as an interval. */
export function valueInterval(at: Measured): Interval {
  const end: End = { at, open: false };
  return { low: end, high: end };
}

/** Whether no number is in the interval, as far as its ends are counted alike. */
export function isInverted({ low, high }: Interval): boolean {
  if (low === undefined || high === undefined || low === high) return false;
  const [a, b] = [low.at, high.at];
  if (a.unit !== b.unit && a.unit !== undefined && b.unit !== undefined) return false;
  const [from, to] = [Number(a.number.value), Number(b.number.value)];
  return from > to || (from === to && (low.open || high.open));
}
