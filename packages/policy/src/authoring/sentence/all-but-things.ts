import { isUserNoun } from "../callers/claims.ts";
import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";

const all = /^(?:all|any|every|each|everything|anything|nothing|no|none)$/;
const goesOn =
  /^(?:only|not|no|never|if|when|whenever|where|unless|except|they|it|he|she|we|you|the|may|can|must|shall|should|is|are|do|does|with|without|by|for|to|from|in|on|at|of|up|under|over|above|below|during|before|after|between|until|also|then|those|that|this|those|always|all|users?|callers?)$/;
const longestNoun = 3;

/** "lend all books but rare books" as "lend all books except rare books"; as it is where "but" goes on with something else. */
export function withExceptForBut(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token, at): readonly Token[] => {
    if (token.kind !== "word" || token.lower !== "but" || at < 2) return [token];
    const next = tokens[at + 1];
    if (next?.kind !== "word" || goesOn.test(next.lower)) return [token];
    return isOfAll(tokens, at) ? inserted("except", token) : [token];
  });
}

/** Whether "all", "any" or the like stands before the noun, which is no user, in front of the "but". */
function isOfAll(tokens: readonly Token[], but: number): boolean {
  for (let back = 1; back <= longestNoun + 1; back += 1) {
    const token = tokens[but - back];
    if (token?.kind !== "word" || isUserNoun(token.lower)) return false;
    if (all.test(token.lower)) return true;
  }
  return false;
}
