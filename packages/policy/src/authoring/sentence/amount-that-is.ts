import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

const comparisons =
  /^(?:less|more|fewer|greater|lower|higher|smaller|larger|under|below|above|over|up|at|not|no|exceeding|between)$/;
const prepositions = /^(?:for|with|of|by|in|to|at|from|if|when|the|an?|and|or|,|unless|where)$/;

/** "transfer any amount that is less than 500" as "transfer with an amount less than 500"; nothing where no amount is what is done. */
export function withAmountAsPhrase(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (_, index) =>
      index > 1 &&
      /^(?:any|an|a)$/.test(lowerAt(tokens, index)) &&
      /^(?:amount|sum|total)$/.test(lowerAt(tokens, index + 1)) &&
      !prepositions.test(lowerAt(tokens, index - 1)),
  );
  if (at < 0) return undefined;
  const isClause = /^(?:that|which)$/.test(lowerAt(tokens, at + 2)) && lowerAt(tokens, at + 3) === "is";
  const from = at + (isClause ? 4 : lowerAt(tokens, at + 2) === "of" ? 3 : 2);
  if (!comparisons.test(lowerAt(tokens, from))) return undefined;
  return [
    ...tokens.slice(0, at),
    ...inserted("with an", tokens[at]),
    ...tokens.slice(at + 1, at + 2),
    ...tokens.slice(from),
  ];
}
