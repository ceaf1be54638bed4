import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const passive =
  /^(?:may|can|must|shall|should|will|is|are) (?:not |never )?(?:only )?(?:be )?\p{L}+(?:ed|en|wn|nt|ld|ut|de) /u;
const describes =
  /^(?:with|without|of|over|under|above|below|longer|shorter|taller|heavier|lighter|older|younger|larger|bigger|smaller|higher|lower|more|less|worth|containing|exceeding|costing|weighing|carrying)$/;
const unfit = /\b(?:no|only|nobody|none|never|not|except|unless|but|if|when|where|who|whose|that|which|by)\b/;
const longestNoun = 4;

/**
 * "Homes with four or more bedrooms must not be allocated to applicants in band C" in what is said of the homes and the sentence
 * without that, so that neither is taken for a part of the other; undefined where nothing describes the subject.
 */
export function subjectDescribed(
  tokens: readonly Token[],
): { readonly prefix: readonly Token[]; readonly main: readonly Token[] } | undefined {
  const verb = tokens.findIndex(
    (token, at) =>
      at > 0 && token.kind === "word" && passive.test(patternText(tokens.slice(at, at + 5)).concat(" ")),
  );
  const from = tokens.findIndex(
    (token, at) => at > 0 && token.kind === "word" && describes.test(token.lower),
  );
  if (from < 1 || from > longestNoun || verb <= from + 1) return undefined;
  const closes = patternText(tokens.slice(verb - 1, verb)) === "," ? 1 : 0;
  const prefix = tokens.slice(from, verb - closes);
  // "offers with a bonus can only be made by x" leaves the other offers to everyone
  if (/\bonly be (?:\S+ )+?by /.test(patternText(tokens.slice(verb)))) return undefined;
  if (unfit.test(patternText(tokens.slice(0, verb)))) return undefined;
  return { prefix, main: [...tokens.slice(0, from), ...tokens.slice(verb)] };
}
