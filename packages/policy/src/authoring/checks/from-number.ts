import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import type { Token } from "../words/tokens.ts";

/** "refunds from a delay of 60 minutes" may mean 60 minutes or more, and no 60 exactly; throws {@link Refusal}. */
export function refuseFromNumber(tokens: readonly Token[], rule: Rule): void {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "number") continue;
    if (
      !/\bfrom (?:(?:a|an|the) )?(?:[^ #,]+ ){0,2}of$/.test(
        patternText(tokens.slice(Math.max(0, at - 5), at)),
      )
    )
      continue;
    const conditions = [rule.when, rule.unless].flatMap((each) => (each === undefined ? [] : leavesOf(each)));
    const exact = conditions.some(
      (each) => each.kind === "number" && each.values.some((value) => Number(value) === Number(token.value)),
    );
    if (exact)
      refuse(`"from … of ${token.text.trim()}" may mean this number or more`, token, {
        advice: 'Write "of at least" or "of exactly" before the number.',
      });
  }
}
