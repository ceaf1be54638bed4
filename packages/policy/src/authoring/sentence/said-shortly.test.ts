import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Kennel___board_dog",
    description: "Board a dog",
    properties: {
      nights: { type: "integer" },
      vaccinated: { type: "boolean" },
      vetPhone: { type: "string" },
      reason: { type: "string" },
    },
  },
  { action: "Kennel___wash_dog", description: "Wash a dog", properties: { minutes: { type: "integer" } } },
];
const board = (nights: number, vaccinated: boolean, role: string): SentenceCall => [
  "Kennel___board_dog",
  { nights, vaccinated, reason: "holiday" },
  { role },
];
const wash = (minutes: number, role: string): SentenceCall => ["Kennel___wash_dog", { minutes }, { role }];
const calls = [
  board(5, true, "keeper"),
  board(5, false, "keeper"),
  board(20, true, "keeper"),
  board(20, true, "intern"),
  wash(20, "keeper"),
  wash(90, "intern"),
];

describe("what a second half leaves unsaid", () => {
  it.each([
    [
      "Boarding dogs for longer than 14 nights is a no, and so is washing dogs for more than 60 minutes.",
      "AADDAD",
    ],
    ["Washing dogs is not allowed, and neither is boarding dogs for more than 14 nights.", "AADDDD"],
    ["Boarding dogs is forbidden for role intern, and so is washing dogs.", "AAADAD"],
    ["Role keeper must not wash dogs, nor may role intern.", "AAAADD"],
    ["Boarding dogs for over 14 nights, or ones that are not vaccinated, is forbidden.", "ADDDAA"],
    ["Dogs boarded for over 14 nights, or those without a vet phone, are refused.", "DDDDAA"],
    ["Washing dogs is forbidden if it takes over 60 minutes, and so is boarding dogs.", "refused"],
    ["Dogs shall under no circumstances be washed.", "AAAADD"],
    ["Dogs may on no account be boarded for more than 14 nights.", "AADDAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Role keeper may wash dogs, and so may role intern.", "DDDDAA"],
    ["board dog: role keeper, max 14 nights.", "AADDDD"],
    ["Role keeper may wash dogs, max. 30 minutes", "DDDDAD"],
    ["Role keeper may board dogs up to 14 nights, any reason.", "AADDDD"],
    ["Role keeper may wash dogs, min 30 minutes", "DDDDDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
