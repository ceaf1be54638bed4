import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimal } from "./decimal.ts";

describe("decimal", () => {
  it.each([
    ["1.0", "1.0000"],
    ["-1.5", "-1.5000"],
    ["-0.5", "-0.5000"],
    ["-0.0", "0.0000"],
    ["0.0001", "0.0001"],
    ["00012.3400", "12.3400"],
    [`${"0".repeat(40)}7.1`, "7.1000"],
    ["922337203685477.5807", "922337203685477.5807"],
    ["-922337203685477.5808", "-922337203685477.5808"],
  ])("reads %j as %s", (text, formatted) => {
    const value = parseDecimal(text);
    expect(value && formatDecimal(value)).toBe(formatted);
  });

  it.each([
    "",
    "1",
    "1.",
    ".5",
    "+1.0",
    "1.00000",
    "1.2.3",
    " 1.0",
    "1.0\n",
    "1e3",
    "--1.0",
    "1,5",
    "٣.٥",
    "922337203685477.5808",
    "-922337203685477.5809",
    `${"9".repeat(100)}.0`,
  ])("does not read %j", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it("reads a long text of zeros once, a number or not", () => {
    const zeros = "0".repeat(1_000_000);
    expect(parseDecimal(zeros)).toBeUndefined();
    expect(parseDecimal(`${zeros}.5`)).toEqual(parseDecimal("0.5"));
  });
});
