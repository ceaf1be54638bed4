import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Cellar___sell_bottle",
    description: "Sell a customer's bottle to a buyer",
    properties: {
      vintageYear: { type: "integer" },
      weightKg: { type: "number", description: "Weight of the crate in kilograms" },
      buyerCountry: { type: "string", description: "ISO code of the buyer's country" },
      grade: { type: "string", enum: ["a", "b", "c"] },
      storageTempC: { type: "number", description: "Degrees Celsius" },
      maxBottles: { type: "integer" },
      bothSidesSigned: { type: "boolean" },
    },
  },
];
const sell = (
  vintageYear: number,
  weightKg: number,
  buyerCountry: string,
  grade = "a",
  storageTempC = 8,
): SentenceCall => [
  "Cellar___sell_bottle",
  { vintageYear, weightKg, buyerCountry, grade, storageTempC, maxBottles: 12, bothSidesSigned: true },
];
const calls = [sell(2012, 5, "FR"), sell(2020, 50, "US", "b"), sell(2016, 50, "DE", "c", -3)];

describe("what is said of a thing behind its noun", () => {
  it.each([
    ["Block selling a customer's bottle for crates with a weight over 20 kilograms", "ADD"],
    ["Block selling bottles in crates with a weight of more than 20 kg", "ADD"],
    ["Block selling bottles to buyers in FR or DE", "DAD"],
    ["Block selling bottles to any country other than FR or DE", "ADA"],
    ["Block selling bottles to all countries except FR", "ADD"],
    ["Block selling bottles of the a or the b grade", "DDA"],
    ["Block selling bottles with a vintage before 2016", "DAA"],
    ["Block selling bottles whose vintage year is after 2016", "ADA"],
    ["Block selling bottles when the vintage year is 2016 or later", "ADD"],
    ["Block selling bottles when the vintage year is no later than 2016", "DAD"],
    ["Block selling bottles with a storage temperature below 0 degrees Celsius", "AAD"],
    ["Block selling bottles with a storage temperature from -5 to 0 degrees Celsius, inclusive", "AAD"],
    ["Block selling bottles with more than 10 max bottles", "DDD"],
    ["Block selling bottles unless both sides have signed", "AAA"],
    ["Block selling bottles when the weight is 50 or more or the grade is b", "ADD"],
    // the year of the call, or the vintage
    ["Block selling bottles before 2016", "refused"],
    ["Block selling bottles to sellers with a weight over 20 kilograms", "refused"],
    ["Block selling bottles to sellers in FR", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
