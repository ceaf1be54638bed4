import type { Vocabulary } from "../vocabulary.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

/** "a one-star review" as "a review with one star", "two-star or three-star reviews" as "reviews with two or three stars", where an argument counts stars; nothing where none does. */
export function withCountBehind(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    const one = countIn(token);
    // "more than 3-star hotels" is no such number
    if (one === undefined || bounds.test(lowerAt(tokens, at - 1))) continue;
    const or = lowerAt(tokens, at + 1) === "or" ? tokens[at + 1] : undefined;
    const two = or === undefined ? undefined : countIn(tokens[at + 2]);
    if (or !== undefined && two?.unit !== one.unit) continue;
    const end = or === undefined ? at + 1 : at + 3;
    const noun = tokens[end];
    const isCounted = tools.some(({ fields }) =>
      fields.some(
        ({ shape, nameStems }) =>
          (shape.kind === "long" || shape.kind === "decimal") && nameStems.includes(stem(one.unit)),
      ),
    );
    if (noun?.kind !== "word" || !isCounted) continue;
    return [
      ...tokens.slice(0, at),
      noun,
      ...inserted("with", token),
      one.number,
      ...(or === undefined || two === undefined ? [] : [or, two.number]),
      ...inserted(one.unit, token),
      ...tokens.slice(end + 1),
    ];
  }
  return undefined;
}

const bounds = /^(?:than|over|under|most|least|to|above|below|or|and|,)$/;

/** The number and the unit of a word such as "three-star". */
function countIn(token: Token | undefined): { readonly number: Token; readonly unit: string } | undefined {
  const [, count = "", unit = ""] =
    token?.kind === "word" ? (/^([\p{L}\d]+)-(\p{L}{3,})$/u.exec(token.lower) ?? []) : [];
  const [number, more] = tokensOf(count);
  if (token === undefined || number?.kind !== "number" || more !== undefined) return undefined;
  return { number: { ...number, start: token.start, end: token.end }, unit };
}
