import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const counted =
  /^(?:at least |at most |exactly |only |just |up to |more than |no more than |fewer than |a minimum of )?(?:#|one) ([a-z]+) /;
const countedBehind =
  / by (?:at least |at most |exactly |no fewer than |a minimum of )(?:#|one) ([a-z]+)(?= |$)/;
const singled = /^(?:only |just |exactly )?one [a-z]+ (?:up to |under |over |below |above )/;

/** Throws for "at least two managers may …" and "one wire up to $500 is allowed": a policy sees one caller and one call. */
export function refuseCountedCallers(
  tokens: readonly Token[],
  reads: readonly Pick<ReadRule, "rule">[],
): void {
  if (!reads.some(({ rule }) => rule.effect === "permit")) return;
  const text = patternText(tokens);
  const noun = (counted.exec(text) ?? countedBehind.exec(text))?.[1] ?? "";
  if (!isPersonNoun(noun) && !singled.test(text)) return;
  refuse("It counts callers or calls, and a policy sees one call of one caller", spanOf(tokens.slice(0, 3)), {
    telling: true,
  });
}
