import type { Token } from "../words/tokens.ts";

const parts = /^(?:first|last|final|months?|quarters?|years?)$/;
const within = /^(?:included|inclusive|including)$/;

/** Whether the word is of what says that the days at the ends of a period belong to it: "the first and last day included". */
export function isOfPeriod(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word" || !parts.test(token.lower)) return false;
  return tokens
    .slice(Math.max(0, at - 6), at + 7)
    .some((each) => each.kind === "word" && within.test(each.lower));
}
