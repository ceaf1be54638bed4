import type { Condition } from "../intermediate.ts";

/** "Non-urgent orders are forbidden": calls that leave out the flag are not urgent either, and no less denied. */
export function withAbsentFlags(condition: Condition | undefined): Condition | undefined {
  switch (condition?.kind) {
    case "all":
    case "any":
      return { ...condition, of: condition.of.map((each) => withAbsentFlags(each) ?? each) };
    case "flag":
      return !condition.value && condition.field.guards.length > 0
        ? { kind: "not", of: { ...condition, value: true } }
        : condition;
    default:
      return condition;
  }
}
