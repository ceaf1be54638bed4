import { leavesOf } from "../conditions/leaves-of.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/**
 * Throws for "admins may grant the role viewer for 8 hours and editor for 2", read as what editors may: the role that an
 * argument names was said once, so the second one may be another such role.
 */
export function refuseValueAsCaller(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  const [first, ...others] = reads;
  if (first === undefined) return;
  for (const { rule } of others) {
    if (rule.effect !== "permit" || JSON.stringify(rule.who) === JSON.stringify(first.rule.who)) continue;
    const carried = leavesOf(rule.when).find(
      (leaf) =>
        leaf.kind === "text" &&
        leaf.field.nameStems.includes(role) &&
        leaf.values.some((value) => tokens.filter(({ text }) => text === value).length === 1) &&
        JSON.stringify(first.rule.when)?.includes(JSON.stringify(leaf.values)) === true,
    );
    if (carried === undefined) continue;
    refuse("It is not certain whether another caller or another value is meant", spanOf(tokens), {
      advice: "Write a sentence for each.",
      telling: true,
    });
  }
}

const role = stem("role");
