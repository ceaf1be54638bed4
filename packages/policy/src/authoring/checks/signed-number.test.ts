import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Till___correct_float",
    description: "Correct the float of a till",
    properties: { delta: { type: "integer" } },
  },
  {
    action: "Depot___count_crates",
    description: "Correct the count of crates",
    properties: { crateDelta: { type: "integer", description: "Crates added or removed" } },
  },
];
const float = (delta: number) => ["Till___correct_float", { delta }, { role: "clerk" }] as const;
const crates = (count: number) => ["Depot___count_crates", { crateDelta: count }, { role: "clerk" }] as const;

describe("a number that may be below zero", () => {
  const calls = [float(40), float(60), float(-60), crates(40)];
  it.each([
    ["Clerks may correct floats by at most 50.", "refused"],
    ["Clerks may correct counts of at most 50 crates.", "refused"],
    ["Clerks may correct floats when delta is at most 50.", "ADAD"],
    ["Clerks may correct floats when delta is between -50 and 50 inclusive.", "ADDD"],
    ["Clerks may correct floats when delta is below 0.", "DDAD"],
  ])(verifies("authoring.refusals", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(
    verifies("authoring.refusals", "A denial of more than a number may leave what is far below zero"),
    () => {
      expect(decided("Clerks must not correct counts by more than 50 crates.", tools, calls, true)).toBe(
        "refused",
      );
    },
  );
});
