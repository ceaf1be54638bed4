import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Ledger___write_off_balance",
    description: "Write off a balance",
    properties: {
      amount: { type: "integer" },
      months: { type: "integer" },
      approvalCode: { type: "string" },
    },
  },
];
const writeOff = (amount: number, months: number, code?: string): SentenceCall => [
  "Ledger___write_off_balance",
  { amount, months, ...(code === undefined ? {} : { approvalCode: code }) },
];
const calls = [writeOff(100, 3), writeOff(900, 3), writeOff(900, 30, "X1"), writeOff(100, 30)];

describe("sentences in another order of words, and limits in other words", () => {
  it.each([
    ["Under no circumstances may a balance over 500 be written off", "ADDA"],
    ["At no time shall a balance of 500 or more be written off", "ADDA"],
    ["In no case may balances be written off when the amount is over 500", "ADDA"],
    ["To write off a balance over 500, an approval code is required", "ADAA"],
    ["To write off balances, an approval code is mandatory.", "DDAD"],
    ["No one, not even an administrator, may write off more than 500 amount", "ADDA"],
    ["No one, not even an administrator, may write off balances over 500", "ADDA"],
    ["Nobody, including team leads, may write off balances", "DDDD"],
    ["No users, including auditors, may write off balances when the amount and the months are equal", "AAAA"],
    ["Block writing off balances when the amount and the months are the same", "AAAA"],
    ["Block writing off balances when the amount and the months are under 5", "refused"],
    ["The destruction of balances is forbidden", "refused"],
    // who may be what, and which verb
    ["Under no circumstances may a balance that may be disputed be written off", "refused"],
    ["To write off a balance, an approval code is helpful", "refused"],
    ["To write off a balance, an approval code or a manager is required", "refused"],
    ["Block writing off balances over 500, no matter who the caller is", "ADDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow writing off balances with no more than 500 amount and no more than 12 months", "ADDD"],
    ["Allow writing off balances with no less than 500 amount and no fewer than 12 months", "DDAD"],
    ["Allow writing off balances before 05:00 UTC or after 20:00 UTC", "DDDD"],
    ["Allow writing off balances before 20:00 UTC or after 22:00 UTC", "AAAA"],
    ["Allow writing off balances outside 05:00 to 06:00 UTC or after 20:00 UTC", "refused"],
    ["Allow writing off balances before 05:00 UTC or after 20:00 UTC or over 500", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
