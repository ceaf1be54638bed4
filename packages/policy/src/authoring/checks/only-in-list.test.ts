import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Pumps___update_library",
    description: "Update the drug library of pumps",
    properties: { wards: { type: "array", items: { type: "string" }, description: "Wards, e.g. icu, er" } },
  },
  {
    action: "Pumps___set_rate",
    description: "Set the rate of a pump",
    properties: { rate: { type: "integer" }, doubleChecked: { type: "boolean" } },
  },
];
const calls = [
  ["Pumps___update_library", { wards: ["icu"] }, {}],
  ["Pumps___update_library", { wards: ["icu", "er"] }, {}],
  ["Pumps___update_library", { wards: ["er"] }, {}],
] as const;

describe("“only” beside what a list holds", () => {
  it.each([
    "Libraries may be updated for the icu ward only.",
    "Libraries may be updated if the wards include only er.",
    // no user is called so
    "Nurses may set rates up to 100, double-checked up to 200.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Libraries may be updated only if the wards contain icu.", "AAD"],
    ["Libraries may be updated if the wards do not include er.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
