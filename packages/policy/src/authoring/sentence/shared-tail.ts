import { isUserNoun } from "../callers/claims.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { isVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

const tails =
  /^(?:under|over|above|below|up|of|with|for|at|to|from|in|on|between|before|after|during|until|within|without|worth|costing|exceeding|less|more|fewer|that|which|whose|not|no|by)$/;

/**
 * Whether what ends the second of two things joined by "and" may be said of both: "publish sport stories and opinion stories
 * under 800 words".
 */
export function mayShareTail(left: readonly Token[], right: readonly Token[]): boolean {
  const last = left.at(-1);
  if (!isPlural(last)) return false;
  const noun = right.findIndex(isPlural);
  const next = right[noun + 1];
  if (noun < 1 || next === undefined) return false;
  if (right.slice(0, noun).some((token) => token.kind !== "word" || isVerb(token.stem))) return false;
  return next.kind === "word" && tails.test(next.lower);
}

function isPlural(token: Token | undefined): boolean {
  return (
    token?.kind === "word" &&
    /[^s]s$/.test(token.lower) &&
    !/^(?:has|was|is|does|its|this|as)$/.test(token.lower) &&
    !isUserNoun(token.lower) &&
    !isPersonNoun(token.lower)
  );
}
