import { grammarWords, restrictingWords } from "./reason-words.ts";
import { sameNoun } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** The stems of words, with the parts of names such as `fill_form` and `shipping.express`. */
export function stemsOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token) =>
      token.kind === "word" || token.kind === "quoted"
        ? [
            token.kind === "word" ? token.stem : "",
            ...token.text
              .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
              .toLowerCase()
              .split(/[^\p{L}\p{N}]+/u)
              .map(stem),
          ]
        : [],
    ),
  );
}

/** Whether one of the stems says what the word says. */
export function saidBy(token: WordToken, said: ReadonlySet<string>): boolean {
  if (grammarWords.has(token.lower) || restrictingWords.has(token.lower)) return false;
  return said.has(token.stem) || [...said].some((each) => each !== "" && sameNoun(each, token.stem));
}
