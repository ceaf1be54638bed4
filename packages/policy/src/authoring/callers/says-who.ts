import type { Condition } from "../intermediate.ts";

/** Whether a condition says who callers are, and not only who they are not: "guests who are no members" may be anyone. */
export function saysWho(condition: Condition | undefined): boolean {
  if (condition === undefined || condition.kind === "not") return false;
  if (condition.kind === "all") return condition.of.some(saysWho);
  return condition.kind === "any" ? condition.of.every(saysWho) : true;
}
