import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___approve_customer",
    description: "Approve a new customer",
    properties: { customerId: text, riskScore: { type: "integer" } },
  },
  {
    action: "Desk___reject_customer",
    description: "Reject a new customer",
    properties: { customerId: text, reason: text },
  },
  { action: "Cards___block_card", description: "Block a card", properties: { cardId: text, cause: text } },
  {
    action: "Cards___pay_by_card",
    description: "Pay by card",
    properties: { cardId: text, amount: { type: "integer" } },
  },
  {
    action: "Staff___suspend_account",
    description: "Suspend an account",
    properties: { accountId: text, days: { type: "integer" } },
  },
  { action: "Rooms___reserve_room", description: "Reserve a room", properties: { roomId: text } },
  { action: "Rooms___clean_room", description: "Clean a room", properties: { roomId: text } },
];
const reject = (role: string, reason?: string): SentenceCall => [
  "Desk___reject_customer",
  { customerId: "c", ...(reason === undefined ? {} : { reason }) },
  { role },
];
const calls = [reject("lead", "forged"), reject("lead"), reject("clerk", "forged"), reject("clerk")];
const block = (role: string): SentenceCall => ["Cards___block_card", { cardId: "1", cause: "x" }, { role }];
const suspend = (role: string, days: number): SentenceCall => [
  "Staff___suspend_account",
  { accountId: "a", days },
  { role },
];

describe("a verb of refusal that is a tool's own deed", () => {
  it.each([
    ["Customers may be rejected by users with role lead, provided a reason is given.", "ADDD"],
    ["Customers can be rejected by users with role lead if a reason is provided.", "ADDD"],
    ["A customer may only be rejected by users with role lead.", "AADD"],
    ["Customers can only be rejected with a reason.", "ADAD"],
    ["Customers are rejected by role lead.", "AADD"],
    ["Users with role lead can reject customers with a reason.", "ADDD"],
    ["Allow users with role lead to reject customers.", "AADD"],
    ["Rejecting customers is allowed for role lead.", "AADD"],
    ["Rejection of customers is allowed with a reason.", "ADAD"],
  ])(verifies("authoring.readings", "%s: allows what the tool does"), (sentence, verdicts) => {
    expect(decided(sentence, tools, calls)).toBe(verdicts);
  });

  it.each([
    ["Customers must not be rejected without a reason.", "ADAD"],
    ["Customers cannot be rejected by role clerk.", "AADD"],
    ["No customer may be rejected without a reason.", "ADAD"],
    ["Customers may never be rejected without a reason.", "ADAD"],
    ["Customers should be rejected by role lead only.", "AADD"],
    ["Never reject customers without a reason.", "ADAD"],
    ["Forbid rejecting customers without a reason.", "ADAD"],
    ["Block users with role clerk from rejecting customers.", "AADD"],
  ])(verifies("authoring.readings", "%s: denies what the tool does"), (sentence, verdicts) => {
    expect(decided(sentence, tools, calls, true)).toBe(verdicts);
  });

  it.each([
    ["Cards may be blocked by role guard.", false, "AD"],
    ["Block users with role clerk from blocking cards.", true, "AD"],
    ["Only role guard may block cards.", false, "AD"],
  ])(verifies("authoring.readings", "%s: blocks and is blocked"), (sentence, base, verdicts) => {
    expect(decided(sentence, tools, [block("guard"), block("clerk")], base)).toBe(verdicts);
  });

  it(verifies("authoring.readings", "accounts are suspended by those who may"), () => {
    const sentence = "Accounts can be suspended by role admin for at most 30 days.";
    expect(decided(sentence, tools, [suspend("admin", 30), suspend("admin", 31), suspend("clerk", 3)])).toBe(
      "ADD",
    );
  });

  it.each([
    "Reject customers without a reason.",
    "Reject customers with a risk score above 80.",
    "Customers with a risk score above 80 are rejected.",
    "Customers must be rejected when no reason is given.",
    "Block cards.",
    "Suspend accounts for more than 30 days.",
    "Emergency: suspend accounts.",
    "Rooms are reserved for role guest.",
  ])(verifies("authoring.refusals", "%s: may be the rule's or the tool's"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    "Approving customers is rejected if the risk score is above 80.",
    "Customer approvals are rejected if the risk score is above 80.",
    "Reject approvals of customers if the risk score is above 80.",
  ])(verifies("authoring.readings", "%s: another act is what is denied"), (sentence) => {
    const approve = (riskScore: number): SentenceCall => [
      "Desk___approve_customer",
      { customerId: "c", riskScore },
    ];
    expect(decided(sentence, tools, [approve(81), approve(80), ...calls], true)).toBe("DAAAAA");
  });

  it(verifies("authoring.readings", "card payments are no cards"), () => {
    const pay = (amount: number): SentenceCall => ["Cards___pay_by_card", { cardId: "1", amount }];
    expect(decided("Block card payments over $500.", tools, [pay(501), pay(500), block("x")], true)).toBe(
      "DAA",
    );
  });
});
