import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Shop___void_sale",
    description: "Void a sale",
    properties: {
      saleId: { type: "string" },
      amount: { type: "integer", description: "Amount in dollars" },
      receiptNumber: { type: "string" },
      managerCode: { type: "string" },
      severity: { type: "string", enum: ["low", "high"] },
      resolution: { type: "string", enum: ["fixed", "wontfix"] },
    },
  },
];
const sale = (
  severity: string,
  resolution: string,
  more: Record<string, string>,
  role = "x",
): SentenceCall => ["Shop___void_sale", { saleId: "s", amount: 5, severity, resolution, ...more }, { role }];
const calls = [
  sale("low", "fixed", { receiptNumber: "r" }),
  sale("high", "fixed", {}),
  sale("high", "wontfix", { receiptNumber: "r" }, "lead"),
];

describe("a thing that is given by what tells it from others", () => {
  it.each([
    ["Voiding a sale requires a receipt", "ADA"],
    ["Block voiding sales without a receipt", "ADA"],
    ["Require a receipt for voiding high sales", "ADA"],
    ["Block voiding low or high sales", "DDD"],
    ["Block voiding sales without limit", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Sales can be voided as fixed by anyone, but as wontfix only by users with role lead", "AAA"],
    ["Allow voiding low sales for everyone and high sales for users with role lead", "ADA"],
    ["Sales can be voided everywhere", "AAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
