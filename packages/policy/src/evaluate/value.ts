import type { EntityJson } from "./policy-json.ts";

/** A Cedar value as the tool list's pass knows it; `amount` is ten-thousandths (decimal) or milliseconds (datetime, duration). */
export type Value =
  | boolean
  | string
  | bigint
  | EntityValue
  | { readonly kind: "set"; readonly items: readonly Value[] }
  | { readonly kind: "record"; readonly members: ReadonlyMap<string, Value> }
  | AmountValue;

export interface EntityValue extends EntityJson {
  readonly kind: "entity";
}

export type AmountValue =
  | { readonly kind: "decimal"; readonly amount: bigint }
  | { readonly kind: "datetime"; readonly amount: bigint }
  | { readonly kind: "duration"; readonly amount: bigint };

/** The value if it is of this kind, else undefined. */
export function ofKind<K extends Exclude<Value, boolean | string | bigint>["kind"]>(
  value: Value,
  kind: K,
): Extract<Value, { readonly kind: K }> | undefined {
  return isOfKind(value, kind) ? value : undefined;
}

function isOfKind<K extends string>(value: Value, kind: K): value is Extract<Value, { readonly kind: K }> {
  return typeof value === "object" && value.kind === kind;
}

/** Cedar's `==`: by value, false across types, sets without regard to order and repetition. */
export function valuesEqual(a: Value, b: Value): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  switch (a.kind) {
    case "entity":
      return b.kind === "entity" && a.type === b.type && a.id === b.id;
    case "set":
      return b.kind === "set" && containsAll(a.items, b.items) && containsAll(b.items, a.items);
    case "record":
      return b.kind === "record" && a.members.size === b.members.size && sameMembers(a.members, b.members);
    case "decimal":
    case "datetime":
    case "duration":
      return a.kind === b.kind && a.amount === b.amount;
  }
}

/** Whether every one of `wanted` is among `items`. */
export function containsAll(items: readonly Value[], wanted: readonly Value[]): boolean {
  return wanted.every((value) => contains(items, value));
}

/** Whether `wanted` is among `items`. */
export function contains(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => valuesEqual(item, wanted));
}

function sameMembers(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  return [...a].every(([name, value]) => {
    const other = b.get(name);
    return other !== undefined && valuesEqual(value, other);
  });
}
