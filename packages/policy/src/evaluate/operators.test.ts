import { describe, expect, it } from "vitest";
import { extensionFromText } from "./extension-text.ts";
import { binaryOperators, extensionMethods } from "./operators.ts";
import type { Value } from "./value.ts";

const datetime = (text: string): Value => ({ kind: "datetime", amount: BigInt(Date.parse(text)) });
const duration = (amount: bigint): Value => ({ kind: "duration", amount });
const longest = 9223372036854775807n;

describe("operators", () => {
  it.each<[bigint, string, bigint, Value | undefined]>([
    [longest, "+", 1n, undefined],
    [-longest, "-", 2n, undefined],
    [longest, "*", 2n, undefined],
    [longest, "-", 1n, longest - 1n],
    [-longest, "-", 1n, -longest - 1n],
    [9007199254740993n, ">", 9007199254740992n, true],
  ])("%s %s %s is %s", (left, operator, right, result) => {
    expect(binaryOperators.get(operator)?.(left, right)).toBe(result);
  });

  it.each<[Value, Value]>([
    ["a", 1n],
    [true, false],
    [datetime("2026-01-01"), duration(0n)],
  ])("%o < %o is an error", (left, right) => {
    expect(binaryOperators.get("<")?.(left, right)).toBeUndefined();
  });
});

describe("times", () => {
  it.each<[string, Value, Value | undefined, Value | undefined]>([
    ["toDate", datetime("2026-07-01T09:30:00Z"), undefined, datetime("2026-07-01")],
    ["toTime", datetime("2026-07-01T09:30:00Z"), undefined, duration(34_200_000n)],
    ["toDate", datetime("1969-12-31T23:00:00Z"), undefined, datetime("1969-12-31")],
    ["toTime", datetime("1969-12-31T23:00:00Z"), undefined, duration(82_800_000n)],
    ["offset", datetime("2026-07-01"), duration(-1n), datetime("2026-06-30T23:59:59.999Z")],
    ["offset", datetime("2026-07-01"), duration(longest), undefined],
    ["durationSince", datetime("2026-07-02"), datetime("2026-07-01"), duration(86_400_000n)],
    ["toHours", duration(-5_400_000n), undefined, -1n],
    ["toDays", duration(86_400_000n), duration(1n), undefined],
    ["toTime", duration(1n), undefined, undefined],
  ])("%s of %o and %o is %o", (method, self, other, result) => {
    expect(extensionMethods.get(method)?.(self, other)).toEqual(result);
  });
});

describe("extensionFromText", () => {
  it.each<[string, string, bigint]>([
    ["decimal", "-0.5", -5_000n],
    ["decimal", "922337203685477.5807", longest],
    ["datetime", "1970-01-02", 86_400_000n],
    ["datetime", "1970-01-01T01:00:00.250+0100", 250n],
    ["datetime", "2024-02-29T00:00:00Z", 1_709_164_800_000n],
    ["duration", "-1d2h3m4s5ms", -93_784_005n],
  ])("reads %s %s", (kind, text, amount) => {
    expect(extensionFromText(kind, text)).toEqual({ kind, amount });
  });

  it.each([
    ["decimal", "1"],
    ["decimal", "1.23456"],
    ["decimal", "922337203685477.5808"],
    ["datetime", "2026-02-29"],
    ["datetime", "2026-01-01T24:00:00Z"],
    ["datetime", "2026-01-01T00:00:00"],
    ["duration", ""],
    ["duration", "1h1d"],
    ["duration", "9223372036854775808ms"],
    ["ip", "10.0.0.1"],
  ])("does not vouch for %s %j", (kind, text) => {
    expect(extensionFromText(kind, text)).toBeUndefined();
  });
});
