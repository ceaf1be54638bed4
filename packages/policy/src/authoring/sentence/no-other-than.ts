import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

const preposition = /^(?:from|to|in|at|for|on|by|with|into|under)$/;
const besides = /^no (?:\S+ ){1,2}?(other than|but|except) /;
const otherwise =
  /\b(?:not|never|no|nobody|nor|neither|unless|only|may|can|allow\w*|if|when|who|that|which)\b/;
// "in no city other than Rome with photos" may demand the photos of all
const further =
  /\b(?:with|without|by|for|in|at|on|over|under|from|to|of|above|below|during|between|before|after|and|but|as)\b|[,;:(] (?!\S+(?: [.!])?$|\S+ ,|\S+ or\b|or\b)/;

/**
 * "explosives are ordered from no supplier other than Nobel" as "are never ordered from a supplier other than Nobel"; undefined where
 * nothing is told so, or another word may turn it round.
 */
export function withNeverForNoOther(tokens: readonly Token[]): readonly Token[] | undefined {
  const no = tokens.findIndex(
    (_, at) => at > 2 && lowerAt(tokens, at) === "no" && preposition.test(lowerAt(tokens, at - 1)),
  );
  const found = no < 0 ? null : besides.exec(patternText(tokens.slice(no, no + 6)).concat(" "));
  const be = tokens.findIndex((_, at) => at > 0 && at < no && /^(?:is|are|be)$/.test(lowerAt(tokens, at)));
  if (found === null || be < 1) return undefined;
  const ensured = /^(?:please )?(?:ensure|make sure|see to it)(?: that)? /.exec(patternText(tokens));
  const from = ensured === null ? 0 : ensured[0].trim().split(" ").length;
  if (otherwise.test(patternText([...tokens.slice(from, no), ...tokens.slice(no + 1)]))) return undefined;
  const behind = patternText(tokens.slice(no + found[0].trim().split(" ").length));
  if (further.test(behind)) return undefined;
  const must = lowerAt(tokens, be) === "be";
  if (must && lowerAt(tokens, be - 1) !== "must") return undefined;
  const noun = no + found[0].trim().split(" ").length - (found[1]?.split(" ").length ?? 1);
  const words = found[1]?.split(" ").length ?? 1;
  return [
    ...tokens.slice(from, must ? be : be + 1),
    ...inserted("never", tokens[be]),
    ...tokens.slice(must ? be : be + 1, no),
    ...inserted("a", tokens[no]),
    ...tokens.slice(no + 1, noun),
    ...inserted("other than", tokens[noun]),
    ...tokens.slice(noun + words),
  ];
}
