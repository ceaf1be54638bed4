import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  { action: "Desk___approve_expense", properties: { amount: { type: "integer" } } },
  { action: "Desk___submit_expense", properties: { amount: { type: "integer" } } },
];
const calls = [
  ["Desk___approve_expense", { amount: 50 }, { role: "manager" }],
  ["Desk___approve_expense", { amount: 500 }, { role: "manager" }],
  ["Desk___submit_expense", { amount: 50 }, { role: "clerk" }],
  ["Desk___submit_expense", { amount: 500 }, { role: "clerk" }],
  ["Desk___submit_expense", { amount: 50 }, { role: "manager" }],
] as const;

describe("two rules in one sentence", () => {
  it.each([
    ["Managers can approve expenses and clerks can submit expenses.", "AAAAD"],
    ["Managers can approve expenses and clerks can submit expenses under $100.", "AAADD"],
    ["If the amount is under 100, managers can approve expenses and clerks can submit expenses.", "ADADD"],
    [
      "When the amount is under 100, managers can approve expenses, and if it is over 60, clerks can submit expenses.",
      "refused",
    ],
    [
      "If the amount is under 100, managers can approve expenses, but clerks cannot submit expenses.",
      "refused",
    ],
    ["Managers can approve expenses and clerks can submit expenses when the amount is under 100.", "refused"],
    [
      "Managers can approve expenses and clerks can submit expenses unless the amount is over 100.",
      "refused",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
