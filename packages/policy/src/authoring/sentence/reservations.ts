import type { Rule } from "../intermediate.ts";
import type { TranslatedFragment } from "../translation.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { introducesCondition } from "./leading-condition.ts";
import { deniedToOthers, reservedBeside } from "./reserved-beside.ts";
import { saysForThem, saysOnlyThey } from "./says-only-they.ts";

/**
 * What a permission denies to others: with "only", beside permissions of the same text that would allow it to them; "When a
 * book is damaged, only role x may return it" by itself, since others may what they may of books that are not.
 */
export function reservations(
  { result, text }: TranslatedFragment,
  all: readonly TranslatedFragment[],
  vocabulary: Vocabulary,
): readonly Rule[] {
  if (result.kind !== "policy") return [];
  const tokens = tokensOf(text);
  const reserved = result.intermediate;
  const only = saysOnlyThey(tokens, vocabulary);
  if (!only && !saysForThem(tokens, vocabulary)) return [];
  const denied = only && isOfCase(tokens, reserved) ? deniedToOthers(reserved) : undefined;
  if (denied !== undefined) return [denied];
  for (const { result: other } of all) {
    if (other.kind !== "policy" || other === result) continue;
    if (!only && !isForAll(other.intermediate)) continue;
    const rule = reservedBeside(other.intermediate, reserved);
    if (rule !== undefined) return [rule];
  }
  return [];
}

function isOfCase(tokens: readonly Token[], { when }: Rule): boolean {
  return when !== undefined && introducesCondition(tokens);
}

/** Whether no callers are named: what "is for role x" is not for everyone as well. */
function isForAll({ who }: Rule): boolean {
  return who.kind === "anyone" || (who.kind === "users" && who.condition === undefined);
}
