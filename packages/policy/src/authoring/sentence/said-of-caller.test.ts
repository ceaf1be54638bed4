import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Care___log_visit",
    description: "Log a home visit",
    properties: { visitId: text, assignedNurse: text, notes: text, amountCents: { type: "integer" } },
  },
];
const visit = (assignedNurse: string, more: Readonly<Record<string, string | number>> = {}): SentenceCall => [
  "Care___log_visit",
  { visitId: "v", assignedNurse, ...more },
  { username: "ann" },
];

describe("who the caller is to the thing", () => {
  const calls = [visit("ann"), visit("bob"), visit("ann", { notes: "n" })];
  it.each([
    ["Users may log a visit only when they are its assigned nurse.", "ADA", false],
    ["Users may log visits if the caller is the assigned nurse of the visit.", "ADA", false],
    ["Block users from logging visits of which they are the assigned nurse.", "DAD", true],
    ["No one may log a visit unless they are its assigned nurse and notes are given.", "DDA", true],
    ["No one may log a visit unless they are its assigned nurse or notes are given.", "ADA", true],
  ])(verifies("authoring.own", "%s"), (sentence, expected, base) => {
    expect(decided(sentence, tools, calls, base)).toBe(expected);
  });

  it.each([
    "Users may log a visit only when they are the assigned nurse of the ward.",
    "Users may log a visit only when they are its nurse.",
    "Block users from logging visits of which they are fond.",
  ])(verifies("authoring.refusals", "%s: is told by no argument"), (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("refused");
  });
});

describe("two conditions, each behind its own only", () => {
  it.each([
    ["Visits may be logged only with notes and only for amounts of 500 cents or less.", "DAD"],
    ["Allow logging visits only with notes and only when the amount is below $5.50.", "DAD"],
    ["Users may log visits for up to $5, the amount being in cents, with notes.", "DAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const calls = [
      visit("ann", { amountCents: 500 }),
      visit("ann", { amountCents: 500, notes: "n" }),
      visit("ann", { amountCents: 551, notes: "n" }),
    ];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
