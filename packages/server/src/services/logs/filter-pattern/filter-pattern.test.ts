import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../../test/verifies.ts";
import { filterPattern } from "./filter-pattern.ts";

const record = {
  body: { isError: true, log: "Policy evaluation failed for list tools", id: "1", codes: [403, 500] },
  attributes: { "aws.request.id": "r-1", "toolgate.cause": "role" },
  severityNumber: 17,
  share: 0.5,
  nothing: null,
};
const event = { json: record, message: JSON.stringify(record) };

describe("patterns over JSON", () => {
  it.each<[string, boolean]>([
    ["{ $.body.isError = true }", true],
    ["{ $.body.isError = false }", false],
    ["{ $.body.isError IS TRUE }", true],
    ["{ $.body.isError is false }", false],
    ['{ $.body.log = "Policy evaluation failed for list tools" }', true],
    ['{ $.body.log = "policy evaluation failed for list tools" }', false],
    ['{ $.body.log = "Policy*list*" }', true],
    ['{ $.body.log = "*failed*" }', true],
    ['{ $.body.log = "*list" }', false],
    ['{ $.body.log = "Policy*policy*" }', false],
    ['{ $.body.log != "Policy*" }', false],
    ["{ $.body.log = Policy* }", true],
    ["{ $.body.id = 1 }", true],
    ['{ $.body.id = "1" }', true],
    ['{ $.severityNumber = "17" }', true],
    ["{ $.severityNumber = 17 }", true],
    ["{ $.severityNumber = 17.0 }", true],
    ["{ $.severityNumber != 17 }", false],
    ["{ $.severityNumber != 9 }", true],
    ["{ $.severityNumber > 16 }", true],
    ["{ $.severityNumber > 17 }", false],
    ["{ $.severityNumber >= 17 }", true],
    ["{ $.severityNumber < 1e2 }", true],
    ["{ $.severityNumber <= -1 }", false],
    ["{ $.share < .6 }", true],
    ["{ $.body.id > 0 }", false],
    ["{ $.absent = 1 }", false],
    ["{ $.absent != 1 }", false],
    ["{ $.absent NOT EXISTS }", true],
    ["{ $.body NOT EXISTS }", false],
    ["{ $.nothing IS NULL }", true],
    ["{ $.body IS NULL }", false],
    ["{ $.body != 1 }", false],
    ["{ $.toString NOT EXISTS }", true],
    ["{ $.body.codes[0] = 403 }", true],
    ["{ $.body.codes[2] = 403 }", false],
    ["{ $.body.codes[*] = 500 }", true],
    ["{ $.body.codes[*] = 501 }", false],
    ["{ $.attributes.['aws.request.id'] = \"r-1\" }", true],
    ['{ $.attributes["toolgate.cause"] = role }', true],
    ["{ $.body.isError = true && $.severityNumber = 17 }", true],
    ["{ $.body.isError = true && $.severityNumber = 9 }", false],
    ["{ $.body.isError = false || $.severityNumber = 17 }", true],
    ["{ $.body.isError = false && $.share = 1 || $.severityNumber = 17 }", true],
    ["{ $.body.isError = false && ($.share = 1 || $.severityNumber = 17) }", false],
    ["{($.severityNumber=17)&&($.share=0.5)}", true],
    ['{ $.body.log = "a \\"quoted\\" word" }', false],
  ])(verifies("telemetry.logs.patterns", "%s: %s"), (pattern, matches) => {
    expect(filterPattern(pattern)(event)).toBe(matches);
  });

  it("of an event that is no object match nothing, and never fail", () => {
    for (const json of [null, "text", 1, [], undefined]) {
      expect(filterPattern("{ $.a.b[0].c[*] = 1 }")({ json, message: "" })).toBe(false);
    }
  });
});

describe("patterns of terms", () => {
  it.each<[string, boolean]>([
    ["", true],
    ["failed", true],
    ["Failed", false],
    ["failed list", true],
    ["failed absent", false],
    ['"failed for list"', true],
    ['"list failed"', false],
    ["?absent ?failed", true],
    ["?absent ?missing", false],
    ["-failed", false],
    ["-absent", true],
    ["Policy -absent", true],
    ['Policy -"failed for list"', false],
    ["?absent failed", true],
    ["?failed absent", false],
    ['"\\"isError\\":true"', true],
  ])(verifies("telemetry.logs.patterns", "%j: %s"), (pattern, matches) => {
    expect(filterPattern(pattern)(event)).toBe(matches);
  });
});

it.each<[string, string]>([
  ["{ $.a = 1", 'Invalid filter pattern: a JSON pattern ends with "}".'],
  ["{ a = 1 }", 'Invalid filter pattern: a property such as $.body.isError must come before "a = 1 ".'],
  ["{ $ = 1 }", 'Invalid filter pattern: a property such as $.body.isError must come before "$ = 1 ".'],
  ["{ $.a }", "Invalid filter pattern: one of =, !=, <, >, <=, >=, IS and NOT EXISTS must come at the end."],
  [
    "{ $.a ~ 1 }",
    'Invalid filter pattern: one of =, !=, <, >, <=, >=, IS and NOT EXISTS must come before "~ 1 ".',
  ],
  ["{ $.a < b }", 'Invalid filter pattern: < compares numbers, and "b" is none.'],
  [
    "{ $.a = }",
    "Invalid filter pattern: a value: text in quotation marks, a number or a word (no %…%) must come at the end.",
  ],
  [
    "{ $.a = %b% }",
    'Invalid filter pattern: a value: text in quotation marks, a number or a word (no %…%) must come before "%b% ".',
  ],
  ["{ $.a = 1 $.b = 2 }", 'Invalid filter pattern: &&, || or the end must come before "$.b = 2 ".'],
  ["{ ($.a = 1 }", 'Invalid filter pattern: ")" must come at the end.'],
  ["{ $.a IS 1 }", 'Invalid filter pattern: NULL, TRUE or FALSE must come before "1 ".'],
  ["{}", "Invalid filter pattern: a property such as $.body.isError must come at the end."],
  ['"a b', 'Invalid filter pattern: a quotation begins in "\\"a b" and does not end.'],
  ["%a%", "Invalid filter pattern: regular expressions, %…%, are not built; use terms or phrases."],
  [
    "[a, b]",
    "Invalid filter pattern: patterns of fields between blanks, [a, b], are not built: the events are JSON.",
  ],
])(verifies("telemetry.logs.patterns", "%s is refused"), (pattern, message) => {
  expect(() => filterPattern(pattern)).toThrow(message);
});

it("many wildcards and many parentheses take no time to speak of", () => {
  const wild = filterPattern(`{ $.a = "${"*a".repeat(400)}*b" }`);
  expect(wild({ json: { a: "a".repeat(100_000) }, message: "" })).toBe(false);
  const deep = filterPattern(`{ ${"(".repeat(450)}$.a = 1${")".repeat(450)} }`);
  expect(deep({ json: { a: 1 }, message: "" })).toBe(true);
});
