import { describe, expect, it } from "vitest";
import { parseJson } from "../json/parse-json.ts";
import type { Value } from "./value.ts";
import { valueFromJson } from "./value-from-json.ts";
import { valueToJson } from "./value-to-json.ts";

function read(text: string): Value | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return valueFromJson(parsed.value);
}

describe("values in Cedar's JSON form", () => {
  it.each<[string, unknown]>([
    ['{"a": [1, true, "x"], "__proto__": -0}', { a: [1, true, "x"], ["__proto__"]: 0 }],
    ["9223372036854775807", 9223372036854775807n],
    ["9007199254740991", 9007199254740991],
    ['{"__entity": {"type": "A::B", "id": ""}}', { __entity: { type: "A::B", id: "" } }],
    ['{"__extn": {"fn": "decimal", "arg": "-0.5"}}', { __extn: { fn: "decimal", arg: "-0.5000" } }],
    ['{"__extn": {"fn": "ip", "arg": "::1/64"}}', { __extn: { fn: "ip", arg: "0:0:0:0:0:0:0:1/64" } }],
    ['{"__extn": {"fn": "duration", "arg": "-1h"}}', { __extn: { fn: "duration", arg: "-3600000ms" } }],
    [
      '{"__extn": {"fn": "datetime", "arg": "2026-01-01"}}',
      { __extn: { fn: "datetime", arg: "2026-01-01T00:00:00.000Z" } },
    ],
    [
      '{"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "9999-12-31"}}, {"__extn": {"fn": "duration", "arg": "1d"}}]}}',
      {
        __extn: {
          fn: "offset",
          args: [
            { __extn: { fn: "datetime", arg: "1970-01-01" } },
            { __extn: { fn: "duration", arg: "253402300800000ms" } },
          ],
        },
      },
    ],
  ])("%s is read, and written as what it means", (text, written) => {
    const value = read(text);
    const json = value === undefined ? undefined : valueToJson(value);
    expect(json).toEqual(written);
  });

  it.each([
    "null",
    "1.5",
    "1e3",
    "9223372036854775808",
    "[1, null]",
    '{"a": null}',
    '{"__entity": {"type": "A B", "id": "c"}}',
    '{"__entity": {"type": "A"}}',
    '{"__entity": "A"}',
    '{"__extn": {"fn": "decimal", "arg": "1"}}',
    '{"__extn": {"fn": "decimal"}}',
    '{"__extn": {"fn": "mystery", "arg": "1"}}',
    '{"__extn": {"fn": "toString", "arg": "1"}}',
    '{"__extn": 1}',
  ])("%s tells no value", (text) => {
    expect(read(text)).toBeUndefined();
  });
});
