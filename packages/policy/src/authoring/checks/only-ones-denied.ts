import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const onlyOnes = /, (?:but )?(?:only (?:the )?(?:\S+ ){0,3}?(?:ones|those)\b|(?:\S+ ){1,3}?ones only\b)/;

/** Throws for "nobody may lend laptops, only encrypted ones": these may be all that is denied, or all that is not. */
export function refuseOnlyOnesDenied(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  if (reads.length === 0 || reads.some(({ rule }) => rule.effect !== "forbid")) return;
  const found = onlyOnes.exec(patternText(tokens));
  if (found === null) return;
  const at = patternText(tokens).slice(0, found.index).split(" ").length - 1;
  refuse("It is not certain whether only these are denied, or all but these", spanOf(tokens.slice(at)), {
    candidates: ["block only …", "… except …"],
    advice: "Write “except” before what stays allowed, or deny just these.",
    telling: true,
  });
}
