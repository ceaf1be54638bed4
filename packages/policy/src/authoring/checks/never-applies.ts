import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { sameCondition } from "../sentence/same-condition.ts";

/** Throws where what a sentence requires is also when it requires it, so that the rule would decide nothing. */
export function refuseNeverApplies(
  when: Condition | undefined,
  required: Condition | undefined,
  span: TextSpan,
): void {
  const exempting = partsOf(required, "any");
  if (!partsOf(when, "all").some((each) => exempting.some((other) => sameCondition(each, other)))) return;
  refuse("The same is required by this rule and a condition of it, so it would never apply", span, {
    advice: "Say once what is required, and of which tool.",
  });
}

function partsOf(condition: Condition | undefined, join: "all" | "any"): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === join ? condition.of.flatMap((each) => partsOf(each, join)) : [condition];
}
