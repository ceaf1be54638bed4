import type { RecordValue, SetValue, Value } from "./value.ts";

/** Equal for equal values and for no others, whether compared with `===` or looked up in a Set. */
export type ValueKey = string | number | bigint | boolean;

/** The key of a value; takes time in proportion to the value's size, sorting aside. */
export function valueKey(value: Value): ValueKey {
  if (typeof value === "string") return `"${value}`;
  if (typeof value !== "object") return value;
  switch (value.kind) {
    case "entity":
      return `e${value.key}`;
    case "set":
      return setKey(value);
    case "record":
      return recordKey(value);
    case "decimal":
      return `d${value.amount}`;
    case "datetime":
      return `t${value.amount}`;
    case "duration":
      return `p${value.amount}`;
    case "ip":
      return `i${value.version} ${value.address} ${value.prefix}`;
  }
}

function setKey(set: SetValue): string {
  const keys = new Set<string>();
  for (const item of set.items) keys.add(framed(item));
  return `[${[...keys].sort().join("")}`;
}

function recordKey(record: RecordValue): string {
  const members: string[] = [];
  for (const [name, value] of record.members) members.push(`${name.length}:${name}${framed(value)}`);
  return `{${members.sort().join("")}`;
}

/** The key with its length before it, so that keys put side by side cannot run into each other. */
function framed(value: Value): string {
  const key = valueKey(value);
  const text = typeof key === "string" ? key : `${typeof key === "boolean" ? "b" : "n"}${key}`;
  return `${text.length}:${text}`;
}
