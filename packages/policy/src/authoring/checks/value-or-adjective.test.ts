import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Hangar___return_to_service",
    description: "Return an aircraft to service",
    properties: {
      tailNumber: { type: "string" },
      inspectorId: { type: "string" },
      openDefects: { type: "integer" },
    },
  },
  {
    action: "Hangar___ground_aircraft",
    description: "Ground an aircraft",
    properties: { tailNumber: { type: "string" }, cause: { type: "string" } },
  },
  {
    action: "Bank___issue_card",
    description: "Issue a card",
    properties: {
      cardType: { type: "string", enum: ["debit", "credit"] },
      creditLimit: { type: "integer" },
    },
  },
  {
    action: "Claims___deny_claim",
    description: "Deny a claim",
    properties: { claimId: { type: "string" }, denialReason: { type: "string" } },
  },
];
const issue = (cardType: string, creditLimit: number): SentenceCall => [
  "Bank___issue_card",
  { cardType, creditLimit },
];
const defects = (openDefects: number): SentenceCall => [
  "Hangar___return_to_service",
  { tailNumber: "N1", inspectorId: "i", openDefects },
];

describe("an adjective before a noun", () => {
  it.each([
    "Forbid returning an aircraft to service if the number of open defects is greater than zero.",
    "Forbid returning an aircraft to service if the number of open defects exceeds 0.",
    "Forbid returning aircraft to service with more than zero open defects.",
    "An aircraft must not be returned to service when the number of open defects is above 0.",
    "Block returning aircraft to service unless the number of open defects is zero.",
    "Block returning aircraft to service when the open defects exceed zero.",
  ])(verifies("authoring.readings", "%s: belongs to the argument that its noun names"), (sentence) => {
    expect(decided(sentence, tools, [defects(1), defects(12), defects(0)], true)).toBe("DDA");
  });

  it.each([
    "Forbid returning an aircraft to service with a tail number of open defects.",
    "Allow returning an aircraft to service with tail number open defects.",
  ])(verifies("authoring.refusals", "%s: is no value of another argument"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["No card may be issued with a credit limit over 5000.", "DDA"],
    ["Forbid issuing cards with a credit limit over 5000.", "DDA"],
    ["Forbid issuing cards when the credit limit exceeds 5000.", "DDA"],
    ["Forbid issuing credit cards with a credit limit over 5000.", "DAA"],
    ["Forbid issuing debit cards with a credit limit over 5000.", "ADA"],
  ])(verifies("authoring.readings", "%s: a credit limit is of every card"), (sentence, verdicts) => {
    const calls = [issue("credit", 6000), issue("debit", 6000), issue("debit", 5000)];
    expect(decided(sentence, tools, calls, true)).toBe(verdicts);
  });

  it.each(["Denial of claims requires a denial reason.", "Denials of claims require a denial reason."])(
    verifies("authoring.readings", "%s: claims are no reason"),
    (sentence) => {
      const deny = (denialReason?: string): SentenceCall => [
        "Claims___deny_claim",
        { claimId: "1", ...(denialReason === undefined ? {} : { denialReason }) },
      ];
      expect(decided(sentence, tools, [deny("late"), deny("claims"), deny()], true)).toBe("AAD");
    },
  );
});
