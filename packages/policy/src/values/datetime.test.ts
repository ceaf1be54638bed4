import { describe, expect, it } from "vitest";
import { dateOf, durationSince, formatDatetime, offsetDatetime, parseDatetime, timeOf } from "./datetime.ts";
import { DatetimeValue, DurationValue, type Long } from "./value.ts";

const most = 9223372036854775807n;
const least = -9223372036854775808n;
const at = (amount: Long) => new DatetimeValue(amount);

describe("datetime", () => {
  it.each([
    ["1970-01-01", "1970-01-01T00:00:00.000Z"],
    ["0000-01-01", "0000-01-01T00:00:00.000Z"],
    ["0099-12-31T23:59:59Z", "0099-12-31T23:59:59.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["2000-02-29", "2000-02-29T00:00:00.000Z"],
    ["2024-10-15T11:35:00.123Z", "2024-10-15T11:35:00.123Z"],
    ["2024-10-15T11:35:00+0130", "2024-10-15T10:05:00.000Z"],
    ["2024-10-15T11:35:00.250-2359", "2024-10-16T11:34:00.250Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("reads %j as %s", (text, formatted) => {
    const value = parseDatetime(text);
    expect(value && formatDatetime(value)).toBe(formatted);
  });

  it.each([
    "",
    "1970-1-1",
    "2023-02-29",
    "1900-02-29",
    "2024-04-31",
    "2024-00-10",
    "2024-13-10",
    "2024-01-00",
    "2024-01-32",
    "24-01-01",
    "02024-01-01",
    "2024-01-01Z",
    "2024-01-01T00:00:00",
    "2024-01-01T24:00:00Z",
    "2024-01-01T23:60:00Z",
    "2024-01-01T23:59:60Z",
    "2024-01-01T00:00Z",
    "2024-01-01T00:00:00.1Z",
    "2024-01-01T00:00:00.1234Z",
    "2024-01-01T00:00:00+01:00",
    "2024-01-01T00:00:00+2400",
    "2024-01-01T00:00:00+0060",
    "2024-01-01t00:00:00Z",
    "2024-01-01 ",
  ])("does not read %j", (text) => {
    expect(parseDatetime(text)).toBeUndefined();
  });

  it("has no text before the year 0 and after 9999", () => {
    expect(formatDatetime(at(-62_167_219_200_001))).toBeUndefined();
    expect(formatDatetime(at(253_402_300_800_000))).toBeUndefined();
    expect(formatDatetime(at(least))).toBeUndefined();
  });

  it.each<[Long, Long | undefined, Long]>([
    [0, 0, 0],
    [86_399_999, 0, 86_399_999],
    [86_400_000, 86_400_000, 0],
    [-1, -86_400_000, 86_399_999],
    [-86_400_000, -86_400_000, 0],
    [-86_400_001, -172_800_000, 86_399_999],
    [most, 9223372036828800000n, 25_975_807],
    [least, undefined, 60_424_192],
  ])("%s milliseconds have the date %s and the time %s", (amount, date, time) => {
    expect(dateOf(at(amount))?.amount).toBe(date);
    expect(timeOf(at(amount)).amount).toBe(time);
  });

  it("moves and measures within 64 bits", () => {
    expect(offsetDatetime(at(5), new DurationValue(-7))?.amount).toBe(-2);
    expect(offsetDatetime(at(most), new DurationValue(1))).toBeUndefined();
    expect(durationSince(at(5), at(7))?.amount).toBe(-2);
    expect(durationSince(at(least), at(1))).toBeUndefined();
  });
});
