import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Shed___lend_drill",
    description: "Lend a drill",
    properties: { days: { type: "integer" }, tested: { type: "boolean" } },
  },
];
const lend = (tested: boolean): SentenceCall => ["Shed___lend_drill", { days: 3, tested }, { role: "clerk" }];

describe("a denial with “only … ones” behind it", () => {
  it.each([
    ["Nobody may lend drills, only tested ones.", "refused"],
    ["Do not lend drills, only tested ones.", "refused"],
    ["Role clerk must not lend drills, but only tested ones.", "refused"],
    ["Nobody may lend drills, tested ones only.", "refused"],
    ["Nobody may lend drills except tested ones.", "AD"],
    ["Nobody may lend tested drills.", "DA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [lend(true), lend(false)], true)).toBe(expected);
  });

  it(verifies("authoring.readings", "is no matter for a permission"), () => {
    expect(decided("Role clerk may lend drills, only tested ones.", tools, [lend(true), lend(false)])).toBe(
      "AD",
    );
  });
});
