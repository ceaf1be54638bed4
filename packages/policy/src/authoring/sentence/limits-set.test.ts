import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const number = { type: "integer" };
const tools = [
  {
    action: "Till___pay_voucher",
    description: "Pay a voucher",
    properties: { amount: number },
    required: ["amount"],
  },
  {
    action: "Till___list_vouchers",
    description: "List vouchers",
    properties: {},
  },
];
type Claims = Readonly<Record<string, string>>;
const intern: Claims = { role: "intern" };
const manager: Claims = { role: "manager" };
const director: Claims = { role: "director" };
const pay = (amount: number, claims: Claims = manager): SentenceCall => [
  "Till___pay_voucher",
  { amount },
  claims,
];
const list = (claims: Claims): SentenceCall => ["Till___list_vouchers", {}, claims];

describe("limits that are set", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["Cap voucher payments at $100.", [pay(100), pay(101)], "AD"],
    ["Limit payments to $100.", [pay(100), pay(101)], "AD"],
    ["Keep payments under $100 for everyone.", [pay(99), pay(100)], "AD"],
    ["Limit each payment by interns to $20.", [pay(20, intern), pay(21, intern), pay(21)], "ADA"],
    ["No payment may be larger than $100.", [pay(100), pay(101)], "AD"],
    ["A payment must never exceed $100, whoever makes it.", [pay(100), pay(101)], "AD"],
    [
      "When paying more than $50, the user must have the manager role.",
      [pay(51), pay(51, intern), pay(50, intern)],
      "ADA",
    ],
    ["The maximum payment amount for interns is $20.", [pay(20, intern), pay(21, intern), pay(21)], "ADA"],
    ["The payment limit for interns is $20.", [pay(20, intern), pay(21, intern)], "AD"],
    [
      "Payment limits: interns $20, managers $50.",
      [pay(21, intern), pay(20, intern), pay(50), pay(51), pay(51, director)],
      "DAADA",
    ],
    ["Non-managers cannot pay vouchers.", [pay(1, intern), pay(1)], "DA"],
    ["Remove the ability of interns to pay vouchers.", [pay(1, intern), pay(1)], "DA"],
    [
      "Interns may neither pay vouchers nor list vouchers.",
      [pay(1, intern), list(intern), pay(1), list(manager)],
      "DDAA",
    ],
    ["Paying a voucher above $50 takes a manager.", [pay(51, intern), pay(51), pay(50, intern)], "DAA"],
    ["Block paying vouchers at night (10 PM to 6 AM UTC).", [pay(1)], "A"],
    ["Block paying vouchers in the afternoon (11:00 to 17:00 UTC).", [pay(1)], "D"],
  ])(verifies("authoring.numbers", "%s, with everything else allowed"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Managers may pay vouchers as long as no more than 50 dollars are paid at once.",
      [pay(50), pay(51), pay(1, intern)],
      "ADD",
    ],
    [
      "Managers have full access; interns may only list vouchers.",
      [pay(9), list(manager), pay(9, intern), list(intern)],
      "AADA",
    ],
    ["Allow managers everything.", [pay(9), list(manager), list(intern)], "AAD"],
    ["We want managers to be able to pay vouchers up to $50.", [pay(50), pay(51)], "AD"],
    ["Voucher payments are manager-only.", [pay(1), pay(1, intern)], "AD"],
    [
      "Allow users with either the manager or the director role to pay vouchers.",
      [pay(1), pay(1, director), pay(1, intern)],
      "AAD",
    ],
    [
      "Allow users in both the cash and audit groups to pay vouchers.",
      [pay(1, { groups: '["cash","audit"]' }), pay(1, { groups: '["cash"]' })],
      "AD",
    ],
    [
      "Everyone may pay vouchers up to $5 and managers up to $50.",
      [pay(5, intern), pay(6, intern), pay(50), pay(51)],
      "ADAD",
    ],
    ["Cash department staff may pay vouchers.", [pay(1, { department: "cash" }), pay(1)], "AD"],
  ])(verifies("authoring.callers", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    // who else may is not said
    "Non-managers may pay vouchers.",
    "Managers do not have full access.",
    "Nobody has full access.",
    "Keep payments to managers under $100.",
    "No payment may be larger than $100 or smaller than $5.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});

describe("a bound behind the callers of a denial", () => {
  it.each([
    "Vouchers must only be paid by managers, up to $50.",
    "Vouchers must be paid by managers, and only below $50.",
    "Vouchers must be paid by managers below $50.",
    "Nobody but managers may pay vouchers, up to $50.",
  ])(verifies("authoring.readings", "%s may ask for both, or be about small sums alone"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
  it("is no doubt where it stands with what is paid", () => {
    const calls = [pay(50, intern), pay(51, intern), pay(50)];
    expect(decided("Vouchers up to $50 must be paid by managers.", tools, calls, true)).toBe("DAA");
  });
});
