import type { Condition } from "../intermediate.ts";

/** The tests that a condition is made of, whether it denies them or not. */
export function leavesOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(leavesOf);
  return condition.kind === "not" ? leavesOf(condition.of) : [condition];
}
