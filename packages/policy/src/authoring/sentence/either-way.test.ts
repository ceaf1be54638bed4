import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Vet___admit_animal",
    description: "Admit an animal",
    properties: {
      days: { type: "integer" },
      urgent: { type: "boolean" },
      contagious: { type: "boolean" },
      ward: { type: "string", enum: ["north", "south"] },
      size: { type: "string", enum: ["small", "medium", "giant"] },
    },
  },
];
const admit = (days: number, urgent: boolean, ward: string, role: string): SentenceCall => [
  "Vet___admit_animal",
  { days, urgent, ward, contagious: false, size: "small" },
  { role },
];
const calls = [
  admit(2, true, "north", "vet"),
  admit(2, false, "south", "vet"),
  admit(9, false, "south", "vet"),
  admit(2, true, "north", "clerk"),
];

describe("what is the same either way", () => {
  it.each([
    ["Animals, urgent or not, may be admitted by role vet.", "AAAD"],
    ["Role vet may admit animals, whether urgent or not, for up to 5 days.", "AADD"],
    ["Animals, be they urgent or routine, may be admitted by role vet.", "AAAD"],
    ["Role vet may admit animals, be they contagious or not.", "AAAD"],
    ["Whether urgent or routine, animals may be admitted by role vet.", "AAAD"],
    ["Role vet may admit animals, be it north or south.", "AAAD"],
  ])(verifies("authoring.readings", "%s: both kinds are meant"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Role vet may admit animals, be they small or medium.",
    "Role vet may admit animals, be they urgent or contagious.",
    "Role vet may admit animals, be they urgent or large.",
    "Role vet may admit urgent animals, whether urgent or routine.",
  ])(verifies("authoring.refusals", "%s: there are others, or it says the opposite"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
