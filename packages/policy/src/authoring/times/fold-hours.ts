import type { Condition } from "../intermediate.ts";

type Hours = Extract<Condition, { kind: "hours" }>;

/** "After 18:00 and before 8:00" is the night, and no time that is both. */
export function foldHours(condition: Condition | undefined): Condition | undefined {
  return condition === undefined ? undefined : folded(condition);
}

function folded(condition: Condition): Condition {
  if (condition.kind === "not") return { ...condition, of: folded(condition.of) };
  if (condition.kind !== "all" && condition.kind !== "any") return condition;
  const of = condition.of.map(folded);
  if (condition.kind === "any") return { ...condition, of };
  const hours = of.filter((each) => each.kind === "hours");
  const night = hours.length === 2 ? nightOf(hours) : undefined;
  if (night === undefined) return { ...condition, of };
  const others = of.filter((each) => each.kind !== "hours");
  return others.length === 0 ? night : { ...condition, of: [...others, night] };
}

function nightOf(hours: readonly Hours[]): Hours | undefined {
  const after = hours.find(({ from, to }) => from !== undefined && to === undefined);
  const before = hours.find(({ from, to }) => from === undefined && to !== undefined);
  if (after?.from === undefined || before?.to === undefined || after.from < before.to) return undefined;
  return { kind: "hours", from: after.from, to: before.to, open: before.open };
}
