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
  { action: "Desk___submit_claim", description: "Submit a claim", properties: {} },
  {
    action: "Desk___approve_claim",
    description: "Approve a claim",
    properties: { approved: { type: "boolean" }, total: { type: "integer" } },
    required: ["approved", "total"],
  },
];
const pay = (amount: number, role = "clerk", reason = "x"): SentenceCall => [
  "Desk___pay_refund",
  { amount, reason },
  { role },
];
const bare = (amount: number): SentenceCall => ["Desk___pay_refund", { amount }, { role: "clerk" }];
const submit = (role: string): SentenceCall => ["Desk___submit_claim", {}, { role }];
const approve = (role: string, approved = true, total = 5): SentenceCall => [
  "Desk___approve_claim",
  { approved, total },
  { role },
];

describe("two rules of one sentence, or of two", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Allow everyone to pay refunds, but only managers for amounts above 50.",
      [pay(50), pay(51), pay(51, "manager")],
      "ADA",
    ],
    [
      "Managers can pay any amount, agents only up to $50.",
      [pay(51, "manager"), pay(51, "agent"), pay(50, "agent")],
      "ADA",
    ],
    [
      "Users with role agent can pay refunds of up to $50, users with role manager all refunds.",
      [pay(51, "manager"), pay(51, "agent"), pay(50, "agent")],
      "ADA",
    ],
    [
      "Anyone can submit claims; only managers can approve them.",
      [submit("x"), approve("x"), approve("manager")],
      "ADA",
    ],
    [
      "Users with tier gold may pay refunds up to $500. Everyone else is limited to $50.",
      [pay(51), pay(50), ["Desk___pay_refund", { amount: 500 }, { tier: "gold" }]],
      "DAA",
    ],
    [
      "Users with tier gold may pay refunds. Allow all other users to pay refunds only when the amount is at most 50.",
      [pay(51), pay(50), ["Desk___pay_refund", { amount: 500 }, { tier: "gold" }]],
      "DAA",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    ["Refunds must have a reason and be less than $50.", [pay(49), pay(50), bare(49)], "ADD"],
    ["Cap refunds at $50 for everyone except managers.", [pay(50), pay(51), pay(51, "manager")], "ADA"],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Everyone may pay refunds, but only managers for amounts above 50 and only in January 2026.",
    "Managers may pay refunds, small ones by nobody.",
    "Refunds may be paid by managers, and refunds above 50 by nobody.",
    "Block refunds without a reason or a total.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [pay(5)])).toBe("refused");
  });
});

describe("a verb that is only done where an argument says so", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Allow managers to approve claims.",
      [approve("manager"), approve("manager", false), approve("x")],
      "ADD",
    ],
    [
      "Only managers may approve claims of up to 50 in total.",
      [approve("manager"), approve("manager", true, 51)],
      "AD",
    ],
    ["Allow claims to be approved when the total is at most 50.", [approve("x"), approve("x", false)], "AD"],
    ["Allow approve_claim when approved is false.", [approve("x"), approve("x", false)], "DA"],
  ])(verifies("authoring.readings", "%s: a permission is for what is done"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "a denial is of both"), () => {
    const calls = [approve("intern"), approve("intern", false), approve("x")];
    expect(decided("Block interns from approving claims.", tools, calls, true)).toBe("DDA");
  });

  it.each([
    "Only managers may approve or submit claims.",
    "Everyone may approve claims up to 50, above that only managers.",
  ])(verifies("authoring.refusals", "%s: what it is for is not said of each"), (sentence) => {
    expect(decided(sentence, tools, [submit("manager")])).toBe("refused");
  });
});
