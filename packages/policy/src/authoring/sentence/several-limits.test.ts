import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Shop___refund_order",
    description: "Refund an order",
    properties: {
      amount: { type: "integer", description: "Amount in dollars" },
      region: { type: "string" },
      reason: { type: "string" },
    },
  },
  {
    action: "Shop___cancel_order",
    description: "Cancel an order",
    properties: { orderId: { type: "string" } },
  },
];
const refund = (role: string, amount: number, region = "east"): SentenceCall => [
  "Shop___refund_order",
  { amount, region, reason: "x" },
  { role },
];
/** A clerk's 40 and 90, a lead's 90 and 400, a manager's 400 and 5000. */
const byRole = [
  refund("clerk", 40),
  refund("clerk", 90),
  refund("lead", 90),
  refund("lead", 400),
  refund("manager", 400),
  refund("manager", 5000),
];

describe("several callers with limits of their own", () => {
  it.each([
    ["Users with role clerk may refund orders up to $50, users with role lead up to $100", "ADADDD"],
    [
      "Users with role clerk may refund orders up to $50, users with role lead up to $100 and managers up to $900",
      "ADADAD",
    ],
    [
      "Users with role clerk may refund orders by at most $50, those with role lead by at most $100, and those with role manager by less than $1,000",
      "ADADAD",
    ],
    [
      "Allow users with role clerk to refund orders of up to $50 and users with role lead of up to $100",
      "ADADDD",
    ],
    ["Let clerks refund orders under $50, and managers orders under $1,000", "ADDDAD"],
    ["Clerks may refund orders up to $50; managers up to $900", "ADDDAD"],
    ["Clerks may refund up to 50 dollars while managers may refund up to 900", "ADDDAD"],
    ["Refunds are allowed up to $50 for clerks and up to $900 for managers", "ADDDAD"],
    ["Refunds up to $50 may be issued by clerks, refunds up to $900 by managers", "ADDDAD"],
    ["Clerks may refund orders up to $50, managers orders of any amount", "ADDDAA"],
    // what the second part leaves out may hold there as well
    ["Clerks may refund orders up to $50 when the region is east, and managers up to $900", "refused"],
    ["Clerks may refund orders up to $50, and managers up to $900 when the region is east", "refused"],
    ["Clerks may refund orders up to $50, and managers over $900", "refused"],
    ["Clerks may refund orders up to $50 and managers", "refused"],
    ["Clerks may refund orders up to $50, managers for region east", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, byRole)).toBe(expected);
  });

  it.each([
    ["Users with role clerk may not refund more than $50, and users with role lead more than $100", "ADADAA"],
    ["Block clerks from refunding over $50 and managers from refunding over $900", "ADAAAD"],
    // an allowance behind a denial
    ["Clerks may not refund more than $50, but managers up to $900", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, byRole, true)).toBe(expected);
  });
});

describe("several cases with limits of their own", () => {
  const calls = [
    refund("clerk", 40, "east"),
    refund("clerk", 90, "east"),
    refund("clerk", 90, "west"),
    refund("clerk", 400, "west"),
    refund("clerk", 40, "north"),
  ];
  it.each([
    ["Allow refunds up to $50 in region east and up to $100 in region west", "ADADD"],
    ["Allow refunds up to $50 in region east and $100 in region west", "ADADD"],
    ["Clerks may refund orders in region east up to $50, and in region west up to $100", "ADADD"],
    ["Allow refunds up to $50 in region east, and of any amount in region west", "ADAAD"],
    // both can be true, so "and" may ask for both
    ["Allow refunds up to $50 in region east and up to $100 with a reason", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "are denied each by its own limit"), () => {
    const sentence = "Block refunds over $50 in region east and over $100 in region west";
    expect(decided(sentence, tools, calls, true)).toBe("ADADA");
  });
});

describe("sentences that only name other callers and their limits", () => {
  it.each([
    ["Clerks may refund orders up to $50. Users with role lead up to $100. Managers up to $900.", "ADADAD"],
    ["Clerks may refund orders up to $50;\nmanagers up to $900.", "ADDDAD"],
    ["Clerks may refund orders up to $50. Managers may cancel orders. Managers up to $900.", "refused"],
    ["Clerks may refund orders up to $50; managers when the region is east.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, byRole)).toBe(expected);
  });
});
