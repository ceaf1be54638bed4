import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Pay___send_payment",
    description: "Send a payment",
    properties: { amount: { type: "integer" }, currency: { type: "string", enum: ["USD", "EUR", "GBP"] } },
  },
];
const pay = (amount: number, currency: string): SentenceCall => ["Pay___send_payment", { amount, currency }];

describe("a currency with an amount, where the tool can be asked for several", () => {
  it.each([
    "Allow payments of up to 500 EUR.",
    "Allow payments under €500.",
    "Payments of at most USD 500 are allowed.",
    "Allow payments of up to 500 euros.",
  ])(verifies("authoring.refusals", "%s: may be meant for one of them"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Allow payments of up to $500.", "AAD"],
    ["Allow payments of up to 500 in EUR.", "DAD"],
    ["Allow payments of up to 500 EUR when the currency is EUR.", "DAD"],
  ])(verifies("authoring.readings", "%s: is certain"), (sentence, expected) => {
    expect(decided(sentence, tools, [pay(500, "GBP"), pay(500, "EUR"), pay(501, "EUR")])).toBe(expected);
  });

  it(verifies("authoring.readings", "a denial holds for each of them"), () => {
    const calls = [pay(500, "GBP"), pay(501, "GBP"), pay(501, "EUR")];
    expect(decided("Block payments over $500.", tools, calls, true)).toBe("ADD");
  });
});
