import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const tools: readonly SentenceTool[] = [
  {
    action: "Shop___refund_order",
    description: "Refund an order",
    properties: { orderId: text, amount: integer, season: { type: "string", enum: ["high", "low"] } },
  },
  {
    action: "Shop___waive_fee",
    description: "Waive a fee",
    properties: { customerId: text, feeType: text, amount: integer },
  },
  {
    action: "Park___rent_pitch",
    description: "Rent a pitch",
    properties: { pitchId: text, nights: integer },
  },
];
const refund = (amount: number, role = "clerk", season = "low"): SentenceCall => [
  "Shop___refund_order",
  { orderId: "o", amount, season },
  { role },
];
const waive = (feeType: string, amount: number, username = "ann"): SentenceCall => [
  "Shop___waive_fee",
  { customerId: "ann", feeType, amount },
  { role: "clerk", username },
];
const rent = (nights: number): SentenceCall => ["Park___rent_pitch", { pitchId: "p", nights }];

describe("what a deed may not exceed", () => {
  const calls = [
    refund(100),
    refund(900),
    refund(900, "lead"),
    refund(900, "clerk", "high"),
    rent(14),
    rent(15),
  ];
  it.each([
    ["Refunds may not exceed $500", "ADDDAA"],
    ["Refunds cannot exceed $500.", "ADDDAA"],
    ["Order refunds must never exceed $500", "ADDDAA"],
    ["Refunds should not be more than $500", "ADDDAA"],
    ["The amount of a refund must not exceed $500", "ADDDAA"],
    ["Refunds are capped at $500", "ADDDAA"],
    ["Refunds are limited to $500 unless the user has role lead", "ADADAA"],
    ["Refunds may not exceed $500 when the season is high", "AAADAA"],
    ["Refunds may not exceed $500 in the high season", "AAADAA"],
    ["Refunds may not exceed $500 for role clerk", "ADADAA"],
    ["Renting a pitch is limited to 14 nights", "AAAAAD"],
    ["Refunds may not have an amount of more than $500", "ADDDAA"],
    ["Refunds in the high season must not have an amount over $500", "AAADAA"],
    // so many refunds, or so much
    ["Refunds are limited to 500", "refused"],
    // callers do not exceed an amount
    ["Managers may not exceed $500", "refused"],
    ["Refunds may not exceed $500 or $800 for role lead", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Role clerk may refund orders, but the amount may not exceed $500", "ADDD"],
    ["Role clerk may refund orders as long as they stay under $500", "ADDD"],
    ["Role clerk may refund orders. The amount must not exceed $500.", "ADDD"],
    ["Role clerk may refund orders; the amount must be at most $500", "ADDD"],
    // what is demanded of several tools, or is not understood, leaves no permission behind
    ["Role clerk may refund orders. The tone must be polite.", "refused"],
    ["Role clerk may refund orders. Max $500.", "refused"],
    ["Role clerk may refund orders. Larger amounts need care.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls.slice(0, 4))).toBe(expected);
  });

  it(verifies("authoring.readings", "a limit in nights is no permission for exactly so many"), () => {
    expect(decided("Renting a pitch is limited to 14 nights", tools, [rent(14), rent(3)])).toBe("DD");
  });
});

it(
  verifies("authoring.readings", "“role grants” are what a tool does, and no role that is called so"),
  () => {
    const grants = [
      {
        action: "Hub___grant_role",
        description: "Grant a role",
        properties: { roleName: text, hours: integer },
      },
    ];
    const calls: readonly SentenceCall[] = [
      ["Hub___grant_role", { roleName: "x", hours: 8 }, { role: "lead" }],
      ["Hub___grant_role", { roleName: "x", hours: 9 }, { role: "lead" }],
      ["Hub___grant_role", { roleName: "x", hours: 9 }, { role: "grants" }],
    ];
    expect(decided("Role grants may not exceed 8 hours", grants, calls, true)).toBe("ADD");
    expect(decided("Role lead may not grant roles for more than 8 hours", grants, calls, true)).toBe("ADA");
  },
);

describe("of which type", () => {
  const calls = [waive("late", 10), waive("late", 90), waive("damage", 10)];
  it.each([
    ["Role clerk may waive fees of type late", "AAD"],
    ["Role clerk may waive fees of type late or damage", "AAA"],
    ["Role clerk may waive fees of type late up to $50", "ADD"],
    ["Role clerk may waive fees when the fee type is late", "AAD"],
    // what a fee is like need not be its type
    ["Role clerk may waive fees when the fee is late", "refused"],
    ["Block waiving fees when the fees are overdue", "refused"],
    ["Role clerk may waive fees of status late", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("but only their own", () => {
  const calls = [waive("late", 10), waive("late", 10, "bob")];
  it.each([
    ["Users may waive fees, but only their own", "AD"],
    ["Everyone may waive fees, but only their own fees", "AD"],
    ["Users may waive fees, but only their own if they are polite", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "needs an argument that says whose it is"), () => {
    expect(decided("Users may refund orders, but only their own", tools, [refund(10)])).toBe("refused");
  });
});
