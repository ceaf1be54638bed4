import type { SetValue, Value } from "./value.ts";
import { valueKey } from "./value-key.ts";

/** Up to this many items are looked through one by one; more are looked up. */
const short = 16;
/** Kept with the set: one of a policy's text is asked again and again. */
const lookups = new WeakMap<SetValue, ReadonlySet<string>>();

/** Whether the item is in the set. */
export function setContains(set: SetValue, item: Value): boolean {
  const { items } = set;
  if (items.length <= short) {
    if (typeof item !== "object") return items.includes(item);
    if (item.kind === "entity") {
      return items.some((one) => typeof one === "object" && one.kind === "entity" && one.key === item.key);
    }
  }
  return lookup(set).has(valueKey(item));
}

/** Whether every item of `wanted` is in the set. */
export function setContainsAll(set: SetValue, wanted: SetValue): boolean {
  return wanted.items.every((item) => setContains(set, item));
}

/** Whether some item of `wanted` is in the set. */
export function setContainsAny(set: SetValue, wanted: SetValue): boolean {
  return wanted.items.some((item) => setContains(set, item));
}

/** Whether both hold the same items, without regard to order and repetition. */
export function setsEqual(a: SetValue, b: SetValue): boolean {
  const left = lookup(a);
  const right = lookup(b);
  if (left.size !== right.size) return false;
  for (const key of left) if (!right.has(key)) return false;
  return true;
}

function lookup(set: SetValue): ReadonlySet<string> {
  const known = lookups.get(set);
  if (known !== undefined) return known;
  const keys = new Set(set.items.map(valueKey));
  lookups.set(set, keys);
  return keys;
}
