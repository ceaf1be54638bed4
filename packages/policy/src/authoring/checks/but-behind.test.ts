import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Shop___close_till",
    description: "Close a till",
    properties: { difference: { type: "integer" }, late: { type: "boolean" } },
    required: ["difference", "late"],
  },
];
const close = (difference: number, late: boolean, claims: Readonly<Record<string, string>>): SentenceCall => [
  "Shop___close_till",
  { difference, late },
  claims,
];
const calls = [
  close(5, false, { role: "lead" }),
  close(5, true, { role: "clerk" }),
  close(50, true, { role: "lead" }),
];

describe('"but" before what it leaves out', () => {
  it.each([
    "Nobody may close a till but when the difference is under 20.",
    "Allow closing tills but when the difference is over 20.",
    "Deny all tools but to users with role lead.",
    "All users but with role clerk may close tills.",
    "Users but whose role is clerk may close tills.",
    "Allow closing tills, but over 20.",
  ])(verifies("authoring.refusals", "%s: it may mean except"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });

  it.each([
    ["Leads and clerks may close tills, but only when late is true.", "DAA"],
    ["Everyone but users with role clerk may close tills.", "ADA"],
    ["Users with role lead but not role clerk may close tills.", "ADA"],
    ["Users with role lead may close tills, but only for a difference under 20.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
