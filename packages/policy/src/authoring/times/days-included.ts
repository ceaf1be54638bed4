import { saidOfBounds } from "../amounts/said-of-bounds.ts";
import type { Reader } from "../words/reader.ts";

const ends = [
  "first and the last day",
  "first and the last days",
  "first and last day",
  "first and last days",
  "start and end date",
  "start and end dates",
  "start and the end date",
  "start and end days",
  "start and end",
  "end dates",
  "end days",
  "end date",
  "last day",
  "last date",
  "final day",
  "months",
  "quarters",
  "years",
  "of them",
];

/** Takes what says that the days at both ends of a period belong to it, as they do: "both days included", "(inclusive of the end date)". */
export function takeDaysIncluded(reader: Reader): void {
  if (reader.attempt(() => named(reader)) !== undefined) return;
  reader.attempt(() => (saidOfBounds(reader) === false ? true : undefined));
}

function named(reader: Reader): true | undefined {
  const bracket = reader.take("(") !== undefined;
  if (!bracket) reader.take(",");
  const before = reader.take("including", "inclusive of") !== undefined;
  const told = reader.take("with both the", "with both", "with the", "both the", "both", "the") !== undefined;
  const noun = reader.take(...ends, ...(before ? ["dates", "days", "ends"] : [])) !== undefined;
  if (!told && !noun) return undefined;
  if (!before) {
    reader.take("being", "are", "is", "both");
    if (reader.take("inclusive", "included") === undefined) return undefined;
  }
  return bracket && reader.take(")") === undefined ? undefined : true;
}
