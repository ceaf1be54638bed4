import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Zoo___move_animal",
    description: "Move an animal",
    properties: {
      weightKg: { type: "integer", description: "Weight in kilograms" },
      species: { type: "string" },
      sedated: { type: "boolean" },
    },
  },
];
const move = (weightKg: number, species: string, sedated: boolean) =>
  ["Zoo___move_animal", { weightKg, species, sedated }] as const;
const calls = [
  move(900, "ibex", true),
  move(500, "rhino", true),
  move(500, "ibex", true),
  move(100, "rhino", true),
  move(100, "ibex", false),
];

describe("a second case of a denial", () => {
  it.each([
    ["Deny moving animals when the weight is over 800 kg, and also when the species is rhino.", "DDADA"],
    [
      "Deny moving animals when the weight is over 800 kg, and also when the weight is over 400 kg and the species is rhino.",
      "DDAAA",
    ],
    ["Block animal moves if the weight is over 800 kg and also if sedated is false", "DAAAD"],
    ["Deny moving animals when the weight is over 800 kg. Also deny it when the species is rhino.", "DDADA"],
    // an exception of both may be less than one of each
    ["Deny moving animals except when sedated is true and also when the species is rhino.", "refused"],
    ["Deny moving animals unless sedated is true and also if the species is rhino.", "refused"],
    ["Deny moving animals when the weight is over 800 kg and when the species is rhino.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it(verifies("authoring.refusals", "a second case of a permission is asked back"), () => {
    const sentence = "Allow moving animals when sedated is true, and also when the species is rhino.";
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
