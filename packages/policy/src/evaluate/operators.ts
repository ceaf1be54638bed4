import type { Result } from "./outcome.ts";
import { contains, containsAll, ofKind, type Value, valuesEqual } from "./value.ts";

/** Cedar's comparing, calculating and set operators on two definite operands that do not depend on who asks; undefined when Cedar errors. */
export const binaryOperators = operators<(left: Value, right: Value) => Result>({
  "==": (a, b) => valuesEqual(a, b),
  "!=": (a, b) => !valuesEqual(a, b),
  "<": (a, b) => compare(a, b, (x, y) => x < y),
  "<=": (a, b) => compare(a, b, (x, y) => x <= y),
  ">": (a, b) => compare(a, b, (x, y) => x > y),
  ">=": (a, b) => compare(a, b, (x, y) => x >= y),
  "+": (a, b) => arithmetic(a, b, (x, y) => x + y),
  "-": (a, b) => arithmetic(a, b, (x, y) => x - y),
  "*": (a, b) => arithmetic(a, b, (x, y) => x * y),
  contains: (set, item) => {
    const items = ofKind(set, "set")?.items;
    return items === undefined ? undefined : contains(items, item);
  },
  containsAll: (a, b) => onSets(a, b, containsAll),
  containsAny: (a, b) => onSets(a, b, (x, y) => x.some((item) => contains(y, item))),
});

/** Methods of extension values with one or two operands, receiver first; undefined when Cedar errors. */
export const extensionMethods = operators<(self: Value, other: Value | undefined) => Result>({
  lessThan: (a, b) => compareDecimals(a, b, (x, y) => x < y),
  lessThanOrEqual: (a, b) => compareDecimals(a, b, (x, y) => x <= y),
  greaterThan: (a, b) => compareDecimals(a, b, (x, y) => x > y),
  greaterThanOrEqual: (a, b) => compareDecimals(a, b, (x, y) => x >= y),
  offset: (a, b) => amounts("datetime", "duration", a, b, (x, y) => amountValue("datetime", x + y)),
  durationSince: (a, b) => amounts("datetime", "datetime", a, b, (x, y) => amountValue("duration", x - y)),
  toDate: (a, b) => ofDatetime(a, b, (ms) => amountValue("datetime", ms - sinceMidnight(ms))),
  toTime: (a, b) => ofDatetime(a, b, (ms) => amountValue("duration", sinceMidnight(ms))),
  toMilliseconds: (a, b) => inUnits(a, b, 1n),
  toSeconds: (a, b) => inUnits(a, b, 1_000n),
  toMinutes: (a, b) => inUnits(a, b, 60_000n),
  toHours: (a, b) => inUnits(a, b, 3_600_000n),
  toDays: (a, b) => inUnits(a, b, 86_400_000n),
});

/** Cedar's unary minus. */
export function negate(value: Value): Result {
  return typeof value === "bigint" ? long(-value) : undefined;
}

function operators<T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(table));
}

const day = 86_400_000n;

function long(value: bigint): bigint | undefined {
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function amountValue(kind: "datetime" | "duration", amount: bigint): Result {
  return long(amount) === undefined ? undefined : { kind, amount };
}

function compare(a: Value, b: Value, test: (x: bigint, y: bigint) => boolean): Result {
  if (typeof a === "bigint" && typeof b === "bigint") return test(a, b);
  const times = (kind: "datetime" | "duration") => amounts(kind, kind, a, b, test);
  return times("datetime") ?? times("duration");
}

function compareDecimals(a: Value, b: Value | undefined, test: (x: bigint, y: bigint) => boolean): Result {
  return amounts("decimal", "decimal", a, b, test);
}

function amounts(
  kind: "decimal" | "datetime" | "duration",
  otherKind: "decimal" | "datetime" | "duration",
  a: Value,
  b: Value | undefined,
  apply: (x: bigint, y: bigint) => Result,
): Result {
  const self = ofKind(a, kind);
  const other = b === undefined ? undefined : ofKind(b, otherKind);
  return self === undefined || other === undefined ? undefined : apply(self.amount, other.amount);
}

function arithmetic(a: Value, b: Value, apply: (x: bigint, y: bigint) => bigint): Result {
  return typeof a === "bigint" && typeof b === "bigint" ? long(apply(a, b)) : undefined;
}

function onSets(a: Value, b: Value, test: (x: readonly Value[], y: readonly Value[]) => boolean): Result {
  const left = ofKind(a, "set");
  const right = ofKind(b, "set");
  return left === undefined || right === undefined ? undefined : test(left.items, right.items);
}

function ofDatetime(a: Value, extra: Value | undefined, apply: (ms: bigint) => Result): Result {
  const self = ofKind(a, "datetime");
  return self === undefined || extra !== undefined ? undefined : apply(self.amount);
}

function inUnits(a: Value, extra: Value | undefined, unit: bigint): Result {
  const self = ofKind(a, "duration");
  return self === undefined || extra !== undefined ? undefined : self.amount / unit;
}

/** Milliseconds since the midnight before, also for instants before 1970. */
function sinceMidnight(ms: bigint): bigint {
  return ((ms % day) + day) % day;
}
