import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Bank___transfer_money",
    description: "Transfer money",
    properties: { amount: { type: "integer" }, region: { type: "string" } },
  },
];
const transfer = (amount: number, region = "EU"): SentenceCall => [
  "Bank___transfer_money",
  { amount, region },
  {},
];

describe("two conditions on one argument", () => {
  it.each([
    "Block transfers over 500 or over 900",
    "Block transfers when the amount is over 500 or over 900",
    "Allow transfers under 5 and over 10",
  ])(verifies("authoring.refusals", "%s: one says nothing, so another argument may be meant"), (sentence) => {
    expect(decided(sentence, tools, [transfer(600)])).toBe("refused");
  });

  it(verifies("authoring.readings", "two that name the argument in full are what is written"), () => {
    const sentence = "Block transfers when the amount is over 500 or the amount is over 900";
    expect(decided(sentence, tools, [transfer(501), transfer(500), transfer(901)], true)).toBe("DAD");
  });
});
