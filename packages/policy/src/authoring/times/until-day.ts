import type { Context } from "../context.ts";
import type { Reader } from "../words/reader.ts";
import type { Days } from "./read-dates.ts";

const day = 86_400_000;

/** Words that leave open whether the day they name still belongs to the time before it. */
export const openUntils: ReadonlySet<string> = new Set(["until", "till", "up until"]);

/**
 * Where the time "until" a day ends. The first of a month is when something else begins, so it is out; the last day of one is
 * in. Of another day nothing tells: a denial holds on it, a permission does not.
 */
export function endOfUntil(
  until: Days,
  reader: Reader,
  { effect, notes }: Pick<Context, "effect" | "notes">,
): number {
  if (until.to - until.from !== day) return until.to;
  const isFirst = new Date(until.from).getUTCDate() === 1;
  const isLast = new Date(until.to).getUTCDate() === 1;
  const isIn = isLast || (!isFirst && (effect === "permit") === isExempted(reader));
  notes.push(
    isIn
      ? 'The day that "until" names is part of the time before it; write "before" if it is not.'
      : 'The day that "until" names is no part of the time before it; write "through" if it is.',
  );
  return isIn ? until.to : until.from;
}

/** "except until …" says when the rule does not hold: its end is on the other side. */
function isExempted(reader: Reader): boolean {
  const until = reader.tokens.findLastIndex(
    (token, at) => at < reader.at && token.kind === "word" && /^(?:until|till)$/.test(token.lower),
  );
  return reader
    .slice(Math.max(0, until - 4), Math.max(0, until))
    .some((token) => token.kind === "word" && /^(?:unless|except)$/.test(token.lower));
}
