import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.ts";

describe("duration", () => {
  it.each<[string, number | bigint]>([
    ["1ms", 1],
    ["1s", 1_000],
    ["1m", 60_000],
    ["1h", 3_600_000],
    ["1d", 86_400_000],
    ["1d2h3m4s5ms", 93_784_005],
    ["-1d2h", -93_600_000],
    ["-0ms", 0],
    ["90m", 5_400_000],
    ["1h5ms", 3_600_005],
    ["5m5ms", 300_005],
    ["0000000000000000000000001s", 1_000],
    ["9223372036854775807ms", 9223372036854775807n],
    ["-9223372036854775808ms", -9223372036854775808n],
    ["106751991167d7h12m55s807ms", 9223372036854775807n],
  ])("reads %j as %s milliseconds", (text, milliseconds) => {
    expect(parseDuration(text)?.amount).toBe(milliseconds);
  });

  it.each([
    "",
    "-",
    "1",
    "d",
    "+1d",
    "1h1d",
    "1ms1s",
    "1d1d",
    "1D",
    "1 d",
    "1.5h",
    "--1d",
    "9223372036854775808ms",
    "-9223372036854775809ms",
    "106751991168d",
    `${"9".repeat(1000)}d`,
  ])("does not read %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
