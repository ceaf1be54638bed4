import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";
import { exampleValues } from "./example-values.ts";

const text = { type: "string" };
const of = (description: string) => ({ type: "string", description });
const tools = [
  {
    action: "Farm___sell_crop",
    description: "Sell a crop",
    properties: {
      cropType: of("e.g. wheat, barley"),
      grade: of("such as prime"),
      contractId: text,
      price: { type: "integer" },
    },
  },
  {
    action: "Farm___rent_machine",
    description: "Rent a machine",
    properties: {
      machineType: of("Kind of machine (tractor, baler, etc.)"),
      reason: of("like late or broken"),
    },
  },
  { action: "Farm___delete_crop", description: "Delete a crop", properties: { cropId: text } },
];
const sell = (cropType: string, price: number) =>
  ["Farm___sell_crop", { cropType, grade: "prime", contractId: "c", price }] as const;
const sales = [sell("wheat", 10), sell("barley", 10), sell("oats", 10), sell("wheat", 900)];
const rentals = ["tractor", "baler", "crane"].map(
  (machineType) => ["Farm___rent_machine", { machineType, reason: "late" }] as const,
);

describe("words that a description gives as examples", () => {
  it.each([
    ["e.g. health, property, auto", "claim type", "health property auto"],
    ["such as liability or collision", "coverage type", "liability collision"],
    ["For example EURUSD", "asset", "EURUSD"],
    ["Kind of visit (checkup, surgery, etc.)", "visit kind", "checkup surgery"],
    ['Room type, e.g. "single" or "double bed"; required', "room type", "single"],
    ["Fuel, for instance petrol, diesel, and gas.", "fuel", "petrol diesel gas"],
    ["such as late or damaged", "reason", ""],
    ["like Ann or Bob", "name", ""],
    ["health, property, or auto", "claim type", ""],
  ])("%s, of an argument %s: %s", (description, name, expected) => {
    expect(exampleValues(description, name.split(" ")).join(" ")).toBe(expected);
  });

  it.each([
    ["Everyone may sell wheat crops.", "ADDA"],
    ["Allow selling wheat crops for up to $50", "ADDD"],
    ["Allow selling wheat or barley crops", "AADA"],
    ["Users may sell crops, but only barley crops.", "DADD"],
    ["Users may sell any crops except wheat crops.", "DAAD"],
    ["Allow selling non-wheat crops", "DAAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, sales)).toBe(expected);
  });

  it.each([
    ["Block wheat crops over 50", "AAAD"],
    ["Wheat crops may not be sold.", "DAAD"],
    ["Do not sell wheat and barley crops", "DDAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, sales, true)).toBe(expected);
  });

  it.each([
    ["Allow renting tractor machines", "ADD"],
    ["Only managers can rent baler machines. Allow renting tractor machines.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, rentals)).toBe(expected);
  });

  it.each([
    "Allow selling oat crops.",
    "Allow selling wheat or oat crops.",
    "Allow deleting wheat crops.",
    "Allow renting late machines.",
    "Allow wheat users to sell crops.",
    "Allow selling crops with a wheat contract.",
    "Allow selling crops for wheat reasons.",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
