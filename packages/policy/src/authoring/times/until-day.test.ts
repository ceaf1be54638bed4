import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Rink___flood_rink",
    description: "Flood an ice rink",
    properties: { rinkId: { type: "string" } },
  },
];

/** The calls are made at noon of 1 September 2026. */
describe("the day that “until” names", () => {
  it.each([
    ["Forbid flooding rinks until September 1, 2026.", "A"],
    ["Nobody may flood a rink until 1 September 2026", "A"],
    ["Until 2026-09-01, flooding rinks is forbidden.", "A"],
    ["Forbid flooding rinks through September 1, 2026.", "D"],
    ["Forbid flooding rinks until 2 September 2026", "D"],
    ["Block flooding rinks except until 1 September 2026", "D"],
    ["Block flooding rinks except until 3 September 2026", "A"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [["Rink___flood_rink", { rinkId: "r" }]], true)).toBe(expected);
  });

  it.each([
    ["Allow flooding rinks until September 1, 2026.", "D"],
    ["Allow flooding rinks until September 1, 2026 inclusive.", "A"],
    ["Allow flooding rinks until and including 1 September 2026.", "A"],
    ["Allow flooding rinks until 2 September 2026.", "A"],
    ["Allow flooding rinks till 31 August 2026.", "D"],
    ["Allow flooding rinks by 1 September 2026.", "A"],
    ["Allow flooding rinks until 30 September 2026", "A"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [["Rink___flood_rink", { rinkId: "r" }]])).toBe(expected);
  });
});
