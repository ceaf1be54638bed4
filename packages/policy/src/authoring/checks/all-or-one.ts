import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Throws for "users in groups night and day may not …", where those of one group may be meant as well: a denial for those of
 * both alone would deny less.
 */
export function refuseAllOrOne(tokens: readonly Token[], { effect, who }: Rule): void {
  if (effect === "permit" || who.kind !== "users" || who.condition?.kind !== "all") return;
  const claims = who.condition.of.flatMap((each) =>
    each.kind === "claim" && each.test === "is" ? [each.claim] : [],
  );
  const twice = claims.some((claim, at) => claims.indexOf(claim) < at);
  if (
    !twice ||
    tokens.some((token, at) => token.kind === "word" && (saysAll.test(token.lower) || isAndWith(tokens, at)))
  )
    return;
  refuse("It is not certain whether all of these are needed or one is enough", spanOf(tokens), {
    advice: 'Write "or", or "both … and".',
  });
}

const saysAll = /^(?:both|all|too|also)$/;

/** "with role x and with role y" is said of one caller who has both. */
function isAndWith(tokens: readonly Token[], at: number): boolean {
  const [and, next] = [tokens[at], tokens[at + 1]];
  return and?.kind === "word" && and.lower === "and" && next?.kind === "word" && next.lower === "with";
}
