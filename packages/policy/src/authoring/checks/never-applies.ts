import type { Condition, Rule } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { sameCondition } from "../sentence/same-condition.ts";

/** Throws where a rule holds under the very condition that exempts from it, so that it would decide nothing. */
export function refuseNeverApplies({ when, unless }: Pick<Rule, "when" | "unless">, span: TextSpan): void {
  const exempting = partsOf(unless, "any");
  if (!partsOf(when, "all").some((each) => exempting.some((other) => sameCondition(each, other)))) return;
  refuse("The same is a condition of this rule and an exemption from it, so it would never apply", span, {
    advice: "Say once when the rule holds.",
  });
}

function partsOf(condition: Condition | undefined, join: "all" | "any"): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === join ? condition.of.flatMap((each) => partsOf(each, join)) : [condition];
}
