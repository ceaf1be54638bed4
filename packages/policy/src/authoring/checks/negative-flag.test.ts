import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const flag = { type: "boolean" };
const tools = [
  {
    action: "Bank___send_payment",
    description: "Send a payment",
    properties: {
      amount: { type: "integer", description: "Amount in thousands of dollars" },
      fee: { type: "integer", description: "Fee in dollars" },
      disableLogging: flag,
      skipApproval: flag,
      admin: flag,
    },
  },
];
const calls = [
  ["Bank___send_payment", { amount: 1, fee: 1, disableLogging: true, skipApproval: false, admin: true }, {}],
  ["Bank___send_payment", { amount: 1, fee: 9, disableLogging: false, skipApproval: true, admin: false }, {}],
] as const;

describe("arguments that say the opposite, or something else", () => {
  it.each([
    "Block payments when logging is enabled.",
    "Allow payments for admins.",
    // $50 is no 50 of what is counted in thousands
    "Allow payments with an amount under $50.",
    "Block payments when the amount is over $50.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Block payments with logging disabled.", "DA"],
    ["Block payments when disableLogging is true.", "DA"],
    ["Block payments that skip approval.", "AD"],
    ["Block payments with a fee over $5.", "AD"],
    ["Block payments with an amount over 50.", "AA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
