import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const ones =
  /^(?:or|nor) (?:ones|those) (?:with|without|that|which|whose|of|over|under|above|below|longer|shorter|heavier|lighter|older|younger|larger|higher|more|less|fewer|containing|exceeding|costing|worth|to|from|in|for)\b/;

/** "Redirections over 12 months, or ones without a check, are refused" without the word that stands for the redirections; undefined where there is none. */
export function withoutOnes(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) =>
      index > 1 && token.kind === "word" && ones.test(patternText(tokens.slice(index, index + 3))),
  );
  if (at < 0) return undefined;
  const comma = patternText(tokens.slice(at - 1, at)) === "," ? 1 : 0;
  const verb = tokens.findIndex(
    (token, index) => index > at && token.kind === "word" && verbs.test(token.lower),
  );
  // the comma behind what was put in goes with the one before it
  const closes = comma === 1 && verb > 0 && patternText(tokens.slice(verb - 1, verb)) === ",";
  return [
    ...tokens.slice(0, at - comma),
    ...tokens.slice(at, at + 1),
    ...tokens.slice(at + 2, closes ? verb - 1 : tokens.length),
    ...(closes ? tokens.slice(verb) : []),
  ];
}

const verbs = /^(?:is|are|may|can|must|shall|should|will)$/;
