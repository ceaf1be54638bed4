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
  {
    action: "Desk___file_claim",
    description: "File a claim",
    properties: { note: { type: "string" }, priority: { type: "string" } },
  },
];
const pay = (role: string, amount: number, reason?: string): SentenceCall => [
  "Desk___pay_refund",
  reason === undefined ? { amount } : { amount, reason },
  { role },
];
const file = (note?: string, priority?: string): SentenceCall => [
  "Desk___file_claim",
  { ...(note === undefined ? {} : { note }), ...(priority === undefined ? {} : { priority }) },
  { role: "x" },
];

describe("what is demanded in a sentence behind a permission", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Users with role x can pay refunds. They must give a reason.",
      [pay("x", 5), pay("x", 5, "r"), pay("y", 5, "r")],
      "DAD",
    ],
    [
      "Allow users with role x to pay refunds. The amount must be below 200. A reason is required.",
      [pay("x", 5, "r"), pay("x", 200, "r"), pay("x", 5)],
      "ADD",
    ],
    [
      "Managers can pay refunds. However, they cannot pay refunds above 200.",
      [pay("manager", 200), pay("manager", 201)],
      "AD",
    ],
    ["Managers may pay refunds. Nothing else is allowed.", [pay("manager", 5), pay("x", 5), file()], "ADD"],
    [
      "Users can file claims provided they fill in note and priority.",
      [file("a", "b"), file("a"), file()],
      "ADD",
    ],
    [
      "Allow pay_refund where amount<=500 and role in (manager, supervisor).",
      [pay("manager", 500), pay("supervisor", 501), pay("x", 5)],
      "ADD",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    ["Between 11:00 and 13:00 UTC, nothing may be paid.", [pay("x", 5), file()], "DA"],
    [
      "Deny pay_refund when amount >= 500 and not role manager.",
      [pay("manager", 500), pay("x", 500), pay("x", 499)],
      "ADA",
    ],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Users with role x can pay refunds. They must give a reason unless the amount is below 5.",
    "Users with role x can pay refunds and file claims. They must give a note.",
    "Users with role x can pay refunds. They must not give a reason.",
  ])(verifies("authoring.refusals", "%s: of which calls is not said so plainly"), (sentence) => {
    expect(decided(sentence, tools, [pay("x", 5)])).toBe("refused");
  });
});
