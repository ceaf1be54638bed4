import { expect, it } from "vitest";
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
import { valueToText } from "./value-to-text.ts";

it.each<[Value, string]>([
  [true, "true"],
  [9007199254740993n, "9007199254740993"],
  ['say "hi"\n', '"say \\"hi\\"\\n"'],
  [new EntityValue("AgentCore::OAuthUser", "ann"), 'AgentCore::OAuthUser::"ann"'],
  [new DecimalValue(15_000), 'decimal("1.5000")'],
  [new DatetimeValue(0), 'datetime("1970-01-01T00:00:00.000Z")'],
  [
    new DatetimeValue(9_000_000_000_000_000_000n),
    'datetime("1970-01-01").offset(duration("9000000000000000000ms"))',
  ],
  [new DurationValue(61_000), 'duration("61000ms")'],
  [new IpValue(4, 0x0a000001n, 32), 'ip("10.0.0.1")'],
  [new SetValue([1, "a"]), '[1, "a"]'],
  [new SetValue([]), "[]"],
  [
    new RecordValue(
      new Map<string, Value>([
        ["a b", 1],
        ["c", new SetValue([true])],
      ]),
    ),
    '{"a b": 1, "c": [true]}',
  ],
  ["x".repeat(300), `"${"x".repeat(199)}…`],
  [new SetValue(Array.from({ length: 1_000 }, () => 7)), `[${"7, ".repeat(66)}7…`],
])("%o is written as a policy writes it", (value, text) => {
  expect(valueToText(value, 200)).toBe(text);
});

it("a large value is not read to its end", () => {
  const untouched: Value = new Proxy(new RecordValue(new Map()), {
    get: () => {
      throw new Error("was read");
    },
  });
  expect(valueToText(new SetValue(["x".repeat(50), "y", untouched]), 20)).toBe(`["${"x".repeat(18)}…`);
});
