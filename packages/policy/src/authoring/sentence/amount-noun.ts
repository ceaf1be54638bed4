import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";

const sums = /^(?:prices?|costs?|amounts?|values?|fees?|totals?)$/;
const noNouns =
  /^(?:the|a|an|any|all|each|every|its|their|at|of|for|with|when|if|unless|where|whose|and|or|to|in|on|by|under|over|from|than)$/;

/** "seat resale prices up to $500" as "seat resale at prices up to $500": what is done comes before what it costs; undefined where no such noun stands before a bound. */
export function withAmountApart(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex((token, index) => {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    return (
      token.kind === "word" &&
      sums.test(token.lower) &&
      before?.kind === "word" &&
      !noNouns.test(before.lower) &&
      next?.kind === "word" &&
      /^(?:of|up|under|below|over|above|at|less|more|between|exceeding)$/.test(next.lower)
    );
  });
  return at < 2 ? undefined : [...tokens.slice(0, at), ...inserted("at", tokens[at]), ...tokens.slice(at)];
}
