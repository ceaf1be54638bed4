import type { Vocabulary } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const describes = /^(?:with|without|of|over|under|above|below|worth|containing|exceeding|up)$/;
const goesOn = /^(?:in|with|without|on|of|from|at|over|under|who|whose|when|if|unless|during|before|after)$/;

/**
 * "Do not allocate homes with 4 bedrooms to applicants in band C" as "… homes to applicants with 4 bedrooms in band C": to whom the tool
 * gives the thing is read with the tool; undefined where no such word stands behind what describes the thing.
 */
export function withReceiverFirst(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (at < 3 || token.kind !== "word" || !/^(?:to|for)$/.test(token.lower)) continue;
    const noun = tokens[at + 1];
    const next = tokens[at + 2];
    if (noun?.kind !== "word" || !/[^s]s$/.test(noun.lower)) continue;
    if (next?.kind !== "word" || !goesOn.test(next.lower)) continue;
    const isReceiver = tools.some(({ descriptionStems }) =>
      descriptionStems.some((each, index) => index > 1 && (each === noun.stem || sameNoun(each, noun.stem))),
    );
    const from = tokens.findIndex(
      (each, index) => index > 1 && each.kind === "word" && describes.test(each.lower),
    );
    if (!isReceiver || from < 2 || from >= at - 1) continue;
    const between = patternText(tokens.slice(from, at));
    if (
      /[,:;]|\b(?:not|unless|except|if|when|by|to|for|and)\b/.test(between) ||
      /\bor (?!more|less|fewer)/.test(between)
    )
      continue;
    return [...tokens.slice(0, from), token, noun, ...tokens.slice(from, at), ...tokens.slice(at + 2)];
  }
  return undefined;
}
