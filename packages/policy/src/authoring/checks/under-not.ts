import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

/**
 * Throws for "if it is not urgent or above 500", where "not" may be said of both: a permission would allow what is above 500.
 * The places are those where the two clauses begin and the first one ends.
 */
export function refuseUnderNot(
  reader: Reader,
  [first, end, second]: readonly [number, number, number],
  join: "all" | "any" | undefined,
  context: Context,
): void {
  if (join !== "any" || context.effect !== "permit") return;
  const said = (from: number, to: number, words: RegExp): boolean =>
    reader.slice(from, to).some((token) => words.test(token.kind === "word" ? token.lower : token.text));
  if (!said(first, end, denial) || said(first, end, /^neither$/) || said(second, reader.at, clause)) return;
  const token = reader.tokens[second];
  if (token === undefined) return;
  refuse("“not” may be said of both sides of “or”, or of the first alone", token, {
    advice: 'Write "is neither A nor B", or "is not A or is B".',
  });
}

const denial = /^(?:not|never)$/;
/** What makes a clause of its own, of which the "not" before it is not said. */
const clause =
  /^(?:is|are|was|were|has|have|had|do|does|did|can|may|must|exceeds?|equals?|contains?|starts?|begins?|ends?|includes?|matches|lies|goes|go|stays?|remains?|not|no|if|when|it|they|<|>|=|==|<=|>=|!=)$/;
