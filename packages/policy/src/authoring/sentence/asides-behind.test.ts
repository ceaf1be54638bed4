import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Desk___pay_refund",
    description: "Pay a refund",
    properties: { amount: { type: "integer" }, reason: { type: "string" } },
    required: ["amount"],
  },
  { action: "Desk___read_order", description: "Read an order", properties: {} },
];
const pay = (amount: number, reason?: string, role = "clerk"): SentenceCall => [
  "Desk___pay_refund",
  reason === undefined ? { amount } : { amount, reason },
  { role },
];
const read: SentenceCall = ["Desk___read_order", {}, { role: "clerk" }];

describe("what stands behind a rule and asks for nothing more", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Require a reason on every refund, even though the schema makes it optional.",
      [pay(5), pay(5, "x"), read],
      "DAA",
    ],
    ["Require a reason on every refund no matter which other policies apply.", [pay(5), pay(5, "x")], "DA"],
    ["Deny access to pay_refund without affecting the rest of the gateway.", [pay(5), read], "DA"],
    ["Deny refunds above 50, no matter who is asking.", [pay(51), pay(50)], "DA"],
    ["No refunds over 50, ever.", [pay(51), pay(50)], "DA"],
    ["Don't accept refunds that lack a reason.", [pay(5), pay(5, "x")], "DA"],
    ["Revoke all access for the role clerk immediately.", [pay(5), pay(5, "x", "lead")], "DA"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    ["The role lead may pay refunds regardless of amount.", [pay(9, "x", "lead"), pay(9)], "AD"],
    ["Allow refunds up to 50, no matter who asks.", [pay(50), pay(51)], "AD"],
  ])(verifies("authoring.readings", "%s: nothing else is allowed"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Never pay refunds immediately.",
    "Allow the role lead to pay refunds immediately.",
    "The role lead may pay refunds regardless of amount except above 50.",
    "Allow refunds no matter which other policies apply.",
    "Require a reason on every refund even though the schema makes it optional unless the user is a lead.",
  ])(verifies("authoring.refusals", "%s: it may say more"), (sentence) => {
    expect(decided(sentence, tools, [pay(5)])).toBe("refused");
  });
});
