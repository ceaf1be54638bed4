import type { Vocabulary } from "../vocabulary.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

/** "a one-star review" as "a review with one star", where an argument counts stars; nothing where none does. */
export function withCountBehind(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    const [, count = "", unit = ""] =
      token.kind === "word" ? (/^([\p{L}\d]+)-(\p{L}{3,})$/u.exec(token.lower) ?? []) : [];
    const noun = tokens[at + 1];
    if (token.kind !== "word" || noun?.kind !== "word" || count === "") continue;
    const [number, more] = tokensOf(count);
    if (number?.kind !== "number" || more !== undefined) continue;
    const isCounted = tools.some(({ fields }) =>
      fields.some(
        ({ shape, nameStems }) =>
          /^(?:long|decimal|number|integer)$/.test(shape.kind) && nameStems.includes(stem(unit)),
      ),
    );
    // "more than 3-star hotels" is no such number
    if (
      !isCounted ||
      /^(?:than|over|under|most|least|to|above|below|or|and|,)$/.test(lowerAt(tokens, at - 1))
    )
      continue;
    return [
      ...tokens.slice(0, at),
      noun,
      ...inserted("with", token),
      { ...number, start: token.start, end: token.end },
      ...inserted(unit, token),
      ...tokens.slice(at + 2),
    ];
  }
  return undefined;
}
