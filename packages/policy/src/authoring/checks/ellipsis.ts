import { takeClaim } from "../callers/take-claim.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { Reader } from "../words/reader.ts";

/** Throws for "the user's role is clerk and region is x", where the region may be the user's or the tool's; the places are those where the clauses begin and the first one ends. */
export function refuseEllipsis(
  reader: Reader,
  [first, end, second]: readonly [number, number, number],
  term: Condition,
  context: Context,
): void {
  const inner = term.kind === "not" ? term.of : term;
  if (inner.kind === "claim" || inner.kind === "all" || inner.kind === "any") return;
  const possessive = reader
    .slice(first, end)
    .some((token) =>
      token.kind === "word" ? /^(?:their|his|her|whose)$/.test(token.lower) : token.text === "'s",
    );
  if (!possessive) return;
  const ahead = new Reader(reader.tokens, second, reader.end);
  const claim = takeClaim(ahead, context);
  const token = reader.tokens[second];
  if (
    claim === undefined ||
    token === undefined ||
    !/^(?:is|equals|=|==|!=|contains|starts|ends|in)$/.test(ahead.word())
  )
    return;
  refuse(
    `"${token.kind === "word" ? token.text : claim}" may be the caller's claim or the tool's argument`,
    token,
    {
      candidates: [`the claim ${claim}`, `the argument ${claim}`],
      advice: `Write "the caller's ${claim}" or "the argument ${claim}".`,
    },
  );
}
