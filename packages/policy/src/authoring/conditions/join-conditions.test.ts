import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools: readonly SentenceTool[] = [
  {
    action: "Bank___transfer_funds",
    description: "Transfer funds",
    properties: {
      amount: { type: "integer", description: "Amount in dollars" },
      currency: { type: "string", enum: ["USD", "EUR"] },
      urgent: { type: "boolean" },
    },
  },
];
const call = (amount: number, currency: string, urgent: boolean, role = "clerk"): SentenceCall => [
  "Bank___transfer_funds",
  { amount, currency, urgent },
  { role },
];
const calls = [
  call(50, "USD", true),
  call(50, "USD", false),
  call(50, "EUR", true),
  call(50, "EUR", false),
  call(500, "USD", true),
  call(500, "USD", false),
  call(500, "EUR", true),
  call(500, "EUR", false),
  call(500, "EUR", false, "manager"),
];

describe("several conditions", () => {
  it.each([
    ["Allow transfers when the amount is under 100, the currency is USD, and it is urgent.", "ADDDDDDDD"],
    ["Allow transfers when the amount is under 100, the currency is USD or it is urgent.", "AAAAAAADD"],
    [
      "Allow transfers when the amount is under 100 or when the currency is USD and it is urgent.",
      "AAAAADDDD",
    ],
    ["Allow transfers if the currency is USD and it is urgent, or if the amount is under 100.", "AAAAADDDD"],
    ["Allow transfers when the currency is USD and it is urgent, or the amount is under 100.", "AAAAADDDD"],
    ["Allow transfers under $100, or in USD with urgent true.", "refused"],
    [
      "Allow transfers when either the amount is under 100 or the currency is USD, and it is urgent.",
      "ADADADDDD",
    ],
    [
      "Allow transfers when it is urgent and either the amount is under 100 or the currency is USD.",
      "ADADADDDD",
    ],
    ["Allow transfers when both the amount is under 100 and it is urgent.", "ADADDDDDD"],
    ["Allow transfers when the currency is neither EUR nor USDT.", "refused"],
    ["Allow transfers when the currency is neither EUR nor USD.", "DDDDDDDDD"],
    ["Allow transfers when the amount is neither 5 nor 500.", "AAAADDDDD"],
    ["Allow transfers when it is neither urgent nor over $100.", "DADADDDDD"],
    ["Allow transfers that are neither urgent nor in EUR.", "DADDDADDD"],
    [
      "Allow transfers only if all of the following hold: the amount is under 100, the currency is USD, it is urgent.",
      "ADDDDDDDD",
    ],
    [
      "Allow transfers if at least one of these is true: the amount is under 100, the currency is USD and it is urgent.",
      "AAAAAAADD",
    ],
    ["Allow transfers when the amount is under 100, provided it is urgent.", "ADADDDDDD"],
    [
      "Allow transfers if it is urgent as long as the amount is under 100 and provided that the currency is USD.",
      "ADDDDDDDD",
    ],
    ["If it is urgent, allow transfers under $100 provided that the currency is USD.", "ADDDDDDDD"],
    ["Allow transfers when the currency is USD but not when it is urgent.", "DADDDADDD"],
    ["Allow transfers when it is urgent or the user has role manager.", "ADADADADA"],
    ["Allow transfers up to $50, or up to $500 if it is urgent.", "AAAAADADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block transfers over $100 except for managers and except in USD.", "AAAAAADDA"],
    ["Block transfers over $100 unless it is urgent or unless the user has role manager.", "AAAAADADA"],
    ["Block transfers unless the amount is under 100 and it is not urgent.", "DADADDDDD"],
    ["Block transfers unless the amount is under 100 or the user has role manager.", "AAAADDDDA"],
    ["Block transfers when the amount is over 100, it is urgent, or the currency is EUR.", "DADDDDDDD"],
    ["Block transfers over $100 unless it is urgent (urgent is true).", "AAAAADADD"],
    ["Block transfers over $100 unless it is urgent (currency is USD).", "refused"],
    ["Block transfers when the amount is over 100 or it is not urgent (urgent is false).", "ADADDDDDD"],
    ["Block transfers when the amount is over 100 (currency is USD).", "refused"],
    ["Block transfers over $100 unless it is urgent and unless the currency is USD.", "refused"],
    ["Block transfers over $100 unless it is urgent, except for managers.", "refused"],
    ["Block transfers when the amount is over 100 or it is urgent and the currency is EUR.", "refused"],
    ["Block transfers when the amount is over 100 and it is urgent or the currency is EUR.", "refused"],
    ["Block transfers when the amount is over 100 or it is urgent, and the currency is EUR.", "refused"],
    ["Block transfers when the amount is over 100, and it is urgent or the currency is EUR.", "refused"],
    ["Block transfers if all of these hold: the amount is over 100 or it is urgent.", "refused"],
    ["Block transfers when it is neither not urgent nor over $100.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
