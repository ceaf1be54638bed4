import type { Condition } from "../intermediate.ts";

/** Whether two conditions say the same in other words: "the fee is unpaid" and "feePaid is false". */
export function sameCondition(a: Condition, b: Condition): boolean {
  return plain(a) === plain(b);
}

/** The condition that stands last: of "A or B" it is B. */
export function lastOf(condition: Condition): Condition {
  const last = condition.kind === "all" || condition.kind === "any" ? condition.of.at(-1) : undefined;
  return last === undefined ? condition : lastOf(last);
}

function plain(condition: Condition): string {
  const turned = condition.kind === "not" && condition.of.kind === "flag" ? condition.of : undefined;
  const shown: Condition = turned === undefined ? condition : { ...turned, value: !turned.value };
  return JSON.stringify(shown, (key, value: unknown) =>
    key === "field" || key === "other" ? pathOf(value) : key === "open" ? undefined : value,
  );
}

function pathOf(field: unknown): unknown {
  return typeof field === "object" && field !== null && "path" in field ? field.path : field;
}
