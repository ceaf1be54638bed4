import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { sameTools } from "../sentence/same-tools.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Throws for "deny refunds with a note and for amounts over 50": whether both are needed, or each is denied, is not said. */
export function refuseTwoDenials(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  if (reads.some(({ rule }) => rule.effect !== "forbid")) return;
  const at = tokens.findIndex(
    (token, index) => isWord(token, "and") && isWord(tokens[index + 1], "for") && index > 0,
  );
  if (at < 0 || tokens.slice(0, at).some((token) => isWord(token, "unless"))) return;
  const [one, two] = reads;
  if (one === undefined) return;
  const both = two === undefined ? isBoth(one.rule.when) : !sameTools(one.rule, two.rule);
  if (!both) return;
  refuse("It is not certain whether both are needed, or each is denied", spanOf(tokens.slice(at)), {
    candidates: ["when … and …", "when … or …"],
    advice: "Write “when” before both, or a sentence for each.",
    telling: true,
  });
}

function isBoth(condition: Condition | undefined): boolean {
  return condition?.kind === "all";
}

function isWord(token: Token | undefined, lower: string): boolean {
  return token?.kind === "word" && token.lower === lower;
}
