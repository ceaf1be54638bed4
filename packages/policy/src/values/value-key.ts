import type { RecordValue, SetValue, Value } from "./value.ts";

/**
 * The key of a value, equal for equal values and for no others; takes time in proportion to the value's size, sorting aside.
 * A text for numbers too: which of them share a place in a Set anyone can work out, and a caller who sends a hundred
 * thousand such would stop the server for seconds.
 */
export function valueKey(value: Value): string {
  if (typeof value === "string") return `"${value}`;
  if (typeof value === "boolean") return `b${value}`;
  if (typeof value !== "object") return `n${value}`;
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
  return `${key.length}:${key}`;
}
