import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const tools: readonly SentenceTool[] = [
  {
    action: "Pay___cancel_payment",
    description: "Cancel a payment",
    properties: { reason: text, amount: integer, urgent: { type: "boolean" } },
  },
  {
    action: "Lab___publish_result",
    description: "Publish a result",
    properties: { reviewedBy: text, ticketId: text },
  },
  { action: "Bank___open_account", description: "Open an account", properties: { initialDeposit: integer } },
];
const reason: readonly SentenceCall[] = [
  ["Pay___cancel_payment", { reason: "x" }],
  ["Pay___cancel_payment", { reason: "" }],
  ["Pay___cancel_payment", {}],
];
const reviewer: readonly SentenceCall[] = [
  ["Lab___publish_result", { reviewedBy: "x", ticketId: "x" }],
  ["Lab___publish_result", { ticketId: "x" }],
  ["Lab___publish_result", { reviewedBy: "x" }],
  ["Lab___publish_result", {}],
];
const deposit: readonly SentenceCall[] = [
  ["Bank___open_account", { initialDeposit: 50 }],
  ["Bank___open_account", { initialDeposit: 49 }],
  ["Bank___open_account", {}],
];

describe("arguments that are there or not", () => {
  it.each([
    ["Allow cancelling payments that have a reason.", reason, "AAD"],
    ["Allow cancelling payments which come with a reason.", reason, "AAD"],
    ["Allow cancelling payments if a reason is there.", reason, "AAD"],
    ["Allow cancelling payments if there is a reason.", reason, "AAD"],
    ["Allow cancelling payments in case the caller states a reason.", reason, "AAD"],
    ["Allow cancelling payments with a reason given.", reason, "AAD"],
    ["Allow cancelling payments provided the reason is on file.", reason, "AAD"],
    ["Allow cancelling payments (reason given).", reason, "AAD"],
    ["Allow cancelling payments if the reason is not empty.", reason, "ADD"],
    ["Allow cancelling payments unless the reason is left blank.", reason, "ADD"],
    ["Allow cancelling payments without a reason.", reason, "DDA"],
    ["Allow cancelling payments when no reason was entered.", reason, "DDA"],
    ["Allow publishing results that have a reviewer.", reviewer, "ADAD"],
    ["Allow publishing results with a reviewer and a ticket id.", reviewer, "ADDD"],
    ["Allow publishing results if a reviewer or a ticket id is mentioned.", reviewer, "AAAD"],
    ["Allow opening accounts when an initial deposit is given and it is at least 50.", deposit, "ADD"],
    ["Allow opening accounts when the initial deposit is given and at least 50.", deposit, "ADD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, cases, expected) => {
    expect(decided(sentence, tools, cases)).toBe(expected);
  });

  it.each([
    ["Block cancelling payments without giving a reason.", reason, "AAD"],
    ["Block cancelling payments with no reason provided.", reason, "AAD"],
    ["Block cancelling payments that lack a reason.", reason, "AAD"],
    ["Block cancelling payments lacking a reason.", reason, "AAD"],
    ["Block cancelling payments when the reason is not there.", reason, "AAD"],
    ["Block cancelling payments when the reason has been left out.", reason, "AAD"],
    ["Block cancelling payments when the request has no reason.", reason, "AAD"],
    ["Block cancelling payments if the reason is empty.", reason, "ADD"],
    ["Block cancelling payments unless a reason has to be given.", reason, "AAD"],
    ["Cancelling a payment needs a reason.", reason, "AAD"],
    ["Block publishing results without a reviewer.", reviewer, "ADAD"],
    ["Block publishing results when neither a reviewer nor a ticket id is given.", reviewer, "AAAD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, cases, expected) => {
    expect(decided(sentence, tools, cases, true)).toBe(expected);
  });

  it.each([
    "Block publishing results without a reviewer or a ticket id.",
    "Allow cancelling payments when the reason is given by an auditor.",
    "Allow cancelling payments when urgent is provided.",
    "Allow cancelling payments without a reason that is missing.",
    "Allow cancelling payments when no reason is missing.",
    "Allow cancelling payments with a receipt.",
    "Block publishing results without a reviewer and a ticket id.",
    "Allow opening accounts with one.",
  ])(verifies("authoring.readings", "%s: refused"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
