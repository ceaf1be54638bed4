import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import type { Token } from "../words/tokens.ts";

const inside =
  /, (?:and )?(?:with|when|if|for) [^,;:()]{2,60} only (?:in|if|when|with|without|by|for|at|on|during|from|to|under|up|after|before|between|where)\b/;

/** "may drain clusters, with force only in region x": without force they may anywhere, or not at all; throws {@link Refusal}. */
export function refuseOnlyInside(tokens: readonly Token[], rule: Rule): void {
  if (rule.effect !== "permit" || !inside.test(patternText(tokens))) return;
  const at = tokens.findIndex((token) => token.kind === "word" && token.lower === "only");
  const only = tokens[at];
  if (only === undefined) return;
  refuse("It is not certain whether only these calls are allowed, or this is needed for some of them", only, {
    advice: "Write a sentence for each.",
  });
}
