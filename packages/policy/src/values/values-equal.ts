import { setsEqual } from "./set-operations.ts";
import type { RecordValue, Value } from "./value.ts";

/** Cedar's `==`: by value, and false for values of different types. */
export function valuesEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  switch (a.kind) {
    case "entity":
      return b.kind === "entity" && a.key === b.key;
    case "set":
      return b.kind === "set" && setsEqual(a, b);
    case "record":
      return b.kind === "record" && recordsEqual(a, b);
    case "decimal":
    case "datetime":
    case "duration":
      return a.kind === b.kind && a.amount === b.amount;
    case "ip":
      return b.kind === "ip" && a.version === b.version && a.address === b.address && a.prefix === b.prefix;
  }
}

function recordsEqual(a: RecordValue, b: RecordValue): boolean {
  if (a.members.size !== b.members.size) return false;
  for (const [name, value] of a.members) {
    const other = b.members.get(name);
    if (other === undefined || !valuesEqual(value, other)) return false;
  }
  return true;
}
