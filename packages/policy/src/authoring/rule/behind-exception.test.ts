import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Claims___settle_claim",
    description: "Settle a claim",
    properties: {
      claimId: { type: "string" },
      payout: { type: "integer" },
      fraudScore: { type: "integer" },
      urgent: { type: "boolean" },
    },
  },
  {
    action: "Bank___transfer",
    description: "Transfer money between accounts",
    properties: {
      fromAccount: { type: "string" },
      toAccount: { type: "string" },
      amount: { type: "integer" },
    },
  },
];
const settle = (payout: number, fraudScore: number, urgent: boolean, role = "clerk"): SentenceCall => [
  "Claims___settle_claim",
  { claimId: "c", payout, fraudScore, urgent },
  { role },
];

describe("what stands behind an exception", () => {
  it.each([
    "Allow settling claims except for interns and payouts over 500.",
    "Allow settling claims except for adjusters and fraud scores over 50.",
    "Allow settling claims, except by clerks, and payouts under 500.",
    "Block settling claims except by managers and with a payout under 500.",
    "Allow settling claims except fraud scores over 50 and payouts over 500.",
    "Block settling claims for payouts over 500 and for fraud scores over 50.",
    "Allow transfers from account A-1 to any account except B-2.",
    "Only managers may settle claims unless the payout is under 100.",
    "Only role clerk may settle claims, unless they are urgent.",
    "Allow settling claims under 500 and under 900.",
    "Allow settling urgent claims that are not urgent.",
  ])(verifies("authoring.refusals", "%s: two readings decide differently"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Block settling claims unless by managers and payouts under 500.", "DADD"],
    ["Block settling claims unless the caller is a manager and the payout is under 500.", "DADD"],
    ["Block settling claims unless managers or payouts under 500.", "AAAD"],
    ["Block settling claims except for managers.", "DAAD"],
    ["Allow settling claims unless the payout is at least 500 or the fraud score is over 50.", "AADD"],
  ])(verifies("authoring.readings", "%s: all of the exception is in it"), (sentence, expected) => {
    const calls = [
      settle(100, 10, false),
      settle(100, 10, false, "manager"),
      settle(900, 10, false, "manager"),
      settle(900, 10, false),
    ];
    expect(decided(sentence, tools, calls, sentence.startsWith("Block"))).toBe(expected);
  });

  it(
    verifies("authoring.readings", "claims that are urgent and claims that are not have limits of their own"),
    () => {
      const sentence =
        "Allow settling urgent claims with payouts under 500 and claims that are not urgent with payouts under 5000.";
      const calls = [
        settle(400, 0, true),
        settle(600, 0, true),
        settle(4000, 0, false),
        settle(6000, 0, false),
      ];
      expect(decided(sentence, tools, calls)).toBe("ADAD");
    },
  );
});
