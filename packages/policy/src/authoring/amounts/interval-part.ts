import type { ReadOrder } from "../conditions/read-order.ts";
import type { Counted } from "../words/counted-nouns.ts";
import type { Token } from "../words/tokens.ts";
import type { Dimension } from "./dimensions.ts";
import type { Interval, Measured } from "./quantity.ts";

/** An interval with what its words say is counted or measured. */
export interface ReadPart {
  readonly interval: Interval;
  readonly of: readonly Dimension[];
  readonly nouns: readonly Token[];
  readonly atOnce: boolean;
  /** The word that joins it to the one before. */
  readonly joined?: "and";
}

/** The interval with what was read behind its numbers. */
export function part(interval: Interval, of: readonly Dimension[], ...counted: readonly Counted[]): ReadPart {
  return {
    interval,
    of: [...of, ...counted.flatMap((each) => each.of)],
    nouns: counted.flatMap(({ nouns }) => nouns),
    atOnce: counted.some(({ atOnce }) => atOnce),
  };
}

/** All numbers on one side of a number. */
export function beyond({ order }: ReadOrder, at: Measured): Interval {
  const end = { at, open: order === "<" || order === ">" };
  return order === "<" || order === "<=" ? { low: undefined, high: end } : { low: end, high: undefined };
}
