import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

const callers = /^(?:they|he|she)$/;

/** "annotations of which they are the annotator" as "annotations when they are the annotator". */
export function withWhenForOfWhich(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (_, index) =>
      /^(?:of|on|for|in)$/.test(lowerAt(tokens, index)) &&
      lowerAt(tokens, index + 1) === "which" &&
      callers.test(lowerAt(tokens, index + 2)) &&
      /^(?:are|is)$/.test(lowerAt(tokens, index + 3)),
  );
  return at < 1
    ? undefined
    : [...tokens.slice(0, at), ...inserted("when", tokens[at]), ...tokens.slice(at + 2)];
}

/** "an access request of their own" as "their own access request". */
export function withOwnFirst(tokens: readonly Token[]): readonly Token[] | undefined {
  const of = tokens.findIndex(
    (_, at) =>
      lowerAt(tokens, at) === "of" &&
      /^(?:their|his|her)$/.test(lowerAt(tokens, at + 1)) &&
      lowerAt(tokens, at + 2) === "own",
  );
  const article = tokens.findLastIndex((_, at) => at < of && /^(?:a|an|any)$/.test(lowerAt(tokens, at)));
  const noun = tokens.slice(article + 1, of);
  if (article < 1 || noun.length === 0 || noun.length > 3 || noun.some(({ kind }) => kind !== "word"))
    return undefined;
  return [...tokens.slice(0, article), ...tokens.slice(of + 1, of + 3), ...noun, ...tokens.slice(of + 3)];
}
