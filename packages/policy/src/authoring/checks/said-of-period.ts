import { namesPeriod } from "../times/period-name.ts";
import type { Token } from "../words/tokens.ts";

const parts = /^(?:first|last|final|months?|quarters?|years?)$/;
const within = /^(?:included|inclusive|including)$/;

/**
 * Whether the word is of what says that the days at the ends of a period belong to it, "the first and last day included", or
 * names the period whose dates follow.
 */
export function isOfPeriod(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word") return false;
  if (namesPeriod(tokens, at)) return true;
  if (!parts.test(token.lower)) return false;
  return tokens
    .slice(Math.max(0, at - 6), at + 7)
    .some((each) => each.kind === "word" && within.test(each.lower));
}
