import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___file_dispute",
    description: "Opens a dispute",
    properties: { orderId: text, description: text },
    required: ["orderId", "description"],
  },
  {
    action: "Desk___issue_refund",
    description: "Issue a refund",
    properties: { amount: { type: "integer" }, note: text },
    required: ["amount"],
  },
  {
    action: "Desk___request_approval",
    description: "Ask for approval",
    properties: { orderId: text },
    required: ["orderId"],
  },
];
type Claims = Readonly<Record<string, string>>;
const agent: Claims = { role: "agent" };
const dispute = (description: string, claims: Claims = agent): SentenceCall => [
  "Desk___file_dispute",
  { orderId: "o", description },
  claims,
];
const refund = (amount: number, claims: Claims = agent, note?: string): SentenceCall => [
  "Desk___issue_refund",
  note === undefined ? { amount } : { amount, note },
  claims,
];
const ask = (claims: Claims = agent): SentenceCall => ["Desk___request_approval", { orderId: "o" }, claims];

describe("what is done, and what values are", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      'Block disputes mentioning "lawyer" or "judge".',
      [dispute("a lawyer"), dispute("a judge"), dispute("lost")],
      "DDA",
    ],
    ["Dispute descriptions may not be empty.", [dispute(""), dispute("lost")], "DA"],
    ["Disputes must not have an empty description.", [dispute(""), dispute("lost")], "DA"],
    ["The description of a dispute must not be empty.", [dispute(""), dispute("lost")], "DA"],
    ["Block disputes with an empty description.", [dispute(""), dispute("lost")], "DA"],
    [
      "Block refunds when the note is empty.",
      [refund(1), refund(1, agent, ""), refund(1, agent, "x")],
      "DDA",
    ],
    ["Block refunds of $0.", [refund(0), refund(1)], "DA"],
    ["Temporarily disable refunds.", [refund(1), ask()], "DA"],
    ["Users with role agent must not refund anything.", [refund(1), ask(), dispute("x")], "DAA"],
    ["Agents must not approve anything.", [refund(1), ask()], "refused"],
    ["Refunds are disabled on 2026-09-01 and 2026-09-02.", [refund(1), ask()], "DA"],
    ["Refunds are disabled on 2026-09-02 and 2026-09-03.", [refund(1)], "A"],
  ])(verifies("authoring.structure", "%s, with everything else allowed"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Agents may issue refunds under $100 and file disputes.",
      [refund(99), refund(100), dispute("x"), dispute("x", {})],
      "ADAD",
    ],
    [
      "Agents may issue refunds under $100, file disputes, and request approval.",
      [refund(100), refund(99), dispute("x"), ask(), ask({})],
      "DAAAD",
    ],
    ["Agents may refund any amount.", [refund(1_000_000), refund(1, {})], "AD"],
    [
      "Allow refunds whose amount lies between 1 and 50 (inclusive).",
      [refund(1), refund(50), refund(51), refund(0)],
      "AADD",
    ],
    ["Agents may issue refunds, regardless of their department.", [refund(1), refund(1, {})], "AD"],
  ])(verifies("authoring.structure", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    // whether disputes are meant, too
    "Agents may issue refunds under $100 and file disputes when the order starts with A.",
    "Agents may issue refunds over $100 and transfers.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
