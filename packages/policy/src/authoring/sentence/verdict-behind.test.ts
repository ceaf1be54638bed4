import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Gallery___sell_print",
    description: "Sell a print",
    properties: {
      artistId: { type: "string" },
      price: { type: "integer", description: "Sale price in dollars" },
      delayDays: { type: "integer", description: "Delay of the delivery in days" },
      words: { type: "integer", description: "Length of the caption in words" },
    },
  },
];
const sell = (price: number, delayDays: number, words: number, sub: string) =>
  ["Gallery___sell_print", { artistId: "a", price, delayDays, words }, { sub, tier: "gold" }] as const;
const calls = [sell(90, 1, 5, "a"), sell(900, 1, 5, "b"), sell(90, 9, 5, "b"), sell(90, 1, 50, "b")];

describe("rules said in two steps, and amounts as nouns", () => {
  it.each([
    ["Users may sell their own prints: allow the call if artistId equals the sub claim.", "ADDD"],
    ["Users may sell their own prints - permit it only when artistId is the sub claim.", "ADDD"],
    ["Everyone may sell prints: allow it only if the price is under $100.", "ADAA"],
    // what follows restricts, and is not understood
    ["Everyone may sell prints; allow only if the sun shines.", "refused"],
    ["Everyone may sell prints. Deny the call when it rains.", "refused"],
    ["Users whose tier is gold: print sale prices up to $500", "ADAA"],
    ["Users with tier gold can sell prints that delay the delivery by fewer than 5 days.", "AADA"],
    [
      "Prints costing less than $100 and delaying the delivery by fewer than 5 days can be sold by users with tier gold.",
      "ADDA",
    ],
    ["Allow selling prints when the caption has at most 20 words.", "AAAD"],
    ["Allow selling prints when the caption has fewer than 20 words and the price is under $100", "ADAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
