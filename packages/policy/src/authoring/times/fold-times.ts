import type { Condition } from "../intermediate.ts";

type Hours = Extract<Condition, { kind: "hours" }>;
type Dates = Extract<Condition, { kind: "dates" }>;

/** "After 18:00 and before 8:00" is the night, and "before May 1, 2026 and after May 9, 2026" either: no time is both. */
export function foldTimes(condition: Condition | undefined): Condition | undefined {
  return condition === undefined ? undefined : folded(condition);
}

function folded(condition: Condition): Condition {
  if (condition.kind === "not") return { ...condition, of: folded(condition.of) };
  if (condition.kind !== "all" && condition.kind !== "any") return condition;
  const of = condition.of.map(folded);
  if (condition.kind === "any") return { ...condition, of };
  const hours = of.filter((each) => each.kind === "hours");
  const dates = of.filter((each) => each.kind === "dates");
  const night = hours.length === 2 ? nightOf(hours) : undefined;
  const apart = dates.length === 2 ? apartFrom(dates) : undefined;
  const kept = of.filter(
    ({ kind }) => !(kind === "hours" && night !== undefined) && !(kind === "dates" && apart !== undefined),
  );
  const parts = [...kept, ...[night, apart].filter((each) => each !== undefined)];
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { ...condition, of: parts };
}

function nightOf(hours: readonly Hours[]): Hours | undefined {
  const after = hours.find(({ from, to }) => from !== undefined && to === undefined);
  const before = hours.find(({ from, to }) => from === undefined && to !== undefined);
  if (after?.from === undefined || before?.to === undefined || after.from < before.to) return undefined;
  return { kind: "hours", from: after.from, to: before.to, open: before.open };
}

function apartFrom(dates: readonly Dates[]): Condition | undefined {
  const after = dates.find(({ from, to }) => from !== undefined && to === undefined);
  const before = dates.find(({ from, to }) => from === undefined && to !== undefined);
  if (after?.from === undefined || before?.to === undefined) return undefined;
  if (Date.parse(after.from) < Date.parse(before.to)) return undefined;
  return { kind: "any", of: [before, after] };
}
