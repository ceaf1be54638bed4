import { describe, expect, it } from "vitest";
import { setContains, setContainsAll, setContainsAny } from "./set-operations.ts";
import {
  DatetimeValue,
  DecimalValue,
  DurationValue,
  EntityValue,
  IpValue,
  RecordValue,
  SetValue,
  type Value,
} from "./value.ts";
import { valueKey } from "./value-key.ts";
import { valuesEqual } from "./values-equal.ts";

const set = (...items: Value[]) => new SetValue(items);
const record = (members: Record<string, Value>) => new RecordValue(new Map(Object.entries(members)));
const big = 9223372036854775807n;

/** Each group holds equal values; values of different groups differ. */
const groups: readonly (readonly [Value, ...Value[]])[] = [
  [true],
  [false],
  [0, 0],
  [1],
  [big, BigInt("9223372036854775807")],
  [""],
  ["1"],
  ["true"],
  ["e"],
  ["eA::B c"],
  ["d1"],
  ["i4 1 32"],
  [`${big}`],
  [new EntityValue("A::B", "c"), new EntityValue("A::B", "c")],
  [new EntityValue("A", "B::c")],
  [new EntityValue("A", "B c")],
  [set()],
  [record({})],
  [set(1, 2), set(2, 1), set(1, 2, 2, 1)],
  [set(12)],
  [set("1", "2")],
  [set("12")],
  [set(set(1), set(2)), set(set(2, 2), set(1))],
  [set(set(1, 2))],
  [record({ a: 1, b: set("x", "y") }), record({ b: set("y", "x"), a: 1 })],
  [record({ a: 1 })],
  [record({ a: "1" })],
  [record({ "a:1": 1 })],
  [record({ a: true })],
  [new DecimalValue(1), new DecimalValue(1)],
  [new DatetimeValue(1), new DatetimeValue(1)],
  [new DurationValue(1), new DurationValue(1)],
  [new IpValue(4, 1n, 32), new IpValue(4, 1n, 32)],
  [new IpValue(4, 1n, 31)],
  [new IpValue(6, 1n, 32)],
];

describe("equality by value", () => {
  const all = groups.flatMap((values, group) => values.map((value) => ({ group, value })));

  it("holds within a type and never across types, and the keys of values agree with it", () => {
    for (const a of all) {
      for (const b of all) {
        const expected = a.group === b.group;
        expect([a, b, valuesEqual(a.value, b.value)]).toEqual([a, b, expected]);
        expect([a, b, valueKey(a.value) === valueKey(b.value)]).toEqual([a, b, expected]);
      }
    }
  });

  it.each([
    [5, "n5"],
    [-1, "n-1"],
    [big, "n9223372036854775807"],
    [true, "btrue"],
  ])("keys %s by a text, for numbers that share a place in a Set can be worked out", (value, key) => {
    expect(valueKey(value)).toBe(key);
  });

  it.each([1, 16, 17, 40])("is what a set of %i further items goes by", (more) => {
    const others = Array.from({ length: more }, (_, index) => `other ${index}`);
    for (const { value } of all) {
      const without = all.filter((other) => !valuesEqual(other.value, value)).map((other) => other.value);
      expect(setContains(set(...others, value), value)).toBe(true);
      expect(setContains(set(...others, ...without.slice(0, 8)), value)).toBe(false);
      expect(setContains(set(...others, ...without), value)).toBe(false);
    }
  });

  it("asks for all and for some of the items, and of none all are there", () => {
    expect(setContainsAll(set(1, 2, 3), set(3, 1, 1))).toBe(true);
    expect(setContainsAll(set(1, 2), set(1, 4))).toBe(false);
    expect(setContainsAll(set(), set())).toBe(true);
    expect(setContainsAny(set(1, 2), set(4, 2))).toBe(true);
    expect(setContainsAny(set(1, 2), set(4))).toBe(false);
    expect(setContainsAny(set(1), set())).toBe(false);
  });

  it("compares sets of 200,000 items, which item by item would take for ever", () => {
    const items = Array.from({ length: 200_000 }, (_, index) => set(index));
    const reversed = [...items].reverse();
    expect(valuesEqual(set(...[]), set(1))).toBe(false);
    expect(valuesEqual(new SetValue(items), new SetValue(reversed))).toBe(true);
    expect(setContainsAll(new SetValue(items), new SetValue(reversed))).toBe(true);
    expect(setContainsAny(new SetValue(items), new SetValue([set(-1)]))).toBe(false);
  });
});
