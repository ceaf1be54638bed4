import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Freight___ship_crate",
    description: "Ship a crate",
    properties: {
      crateId: text,
      destinationCountry: { ...text, description: "ISO country code, e.g. US, CA, UK" },
    },
    required: ["crateId", "destinationCountry"],
  },
  {
    action: "Freight___refund_fee",
    description: "Refund a fee",
    properties: { amount: number, reason: text },
    required: ["amount"],
  },
  {
    action: "Risk___approve_policy",
    description: "Approve a policy",
    properties: { risk_level: { ...text, description: "low, medium, high or critical" }, sum: number },
    required: ["risk_level", "sum"],
  },
  {
    action: "Bank___read_ledger",
    description: "Read the ledger",
    properties: { account: text },
    required: ["account"],
  },
];
const clerk = { role: "clerk", email: "a@example.com", account_id: "7" };
const ship = (destinationCountry: string, claims: Readonly<Record<string, string>> = clerk): SentenceCall => [
  "Freight___ship_crate",
  { crateId: "c", destinationCountry },
  claims,
];
const refund = (
  amount: number,
  reason?: string,
  claims: Readonly<Record<string, string>> = clerk,
): SentenceCall => ["Freight___refund_fee", reason === undefined ? { amount } : { amount, reason }, claims];
const approve = (risk_level: string, sum: number): SentenceCall => [
  "Risk___approve_policy",
  { risk_level, sum },
  clerk,
];
const read = (account: string, claims: Readonly<Record<string, string>> = clerk): SentenceCall => [
  "Bank___read_ledger",
  { account },
  claims,
];

describe("orders as people give them", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["Only ship crates to US and CA.", [ship("US"), ship("CA"), ship("UK")], "AAD"],
    ["Only refund fees under $50.", [refund(49), refund(50)], "AD"],
    ["Ship crates everywhere except to CA and UK.", [ship("US"), ship("CA"), ship("UK")], "ADD"],
    ["Allow shipping crates within the US.", [ship("US"), ship("CA")], "AD"],
    ["Allow shipping from the US or CA.", [ship("US"), ship("CA"), ship("UK")], "AAD"],
    ["Users with role clerk can refund as much as $50.", [refund(50), refund(51)], "AD"],
    [
      "Allow approvals of policies only for low risk and sums up to 9.",
      [approve("low", 9), approve("low", 10), approve("high", 9)],
      "ADD",
    ],
    [
      "Users with the email domain example.com may read the ledger.",
      [read("1"), read("1", { email: "a@example.org" })],
      "AD",
    ],
    [
      "Users with an email address at example.com may read the ledger.",
      [read("1"), read("1", { email: "a@notexample.com" })],
      "AD",
    ],
    [
      "Users may only read the ledger for the account in their account_id claim.",
      [read("7"), read("8"), read("claim")],
      "ADD",
    ],
    [
      "Users with role clerk may refund fees up to $20 and everyone up to $5.",
      [refund(20), refund(21), refund(5, "x", {}), refund(6, "x", {})],
      "ADAD",
    ],
    [
      "Allow users with role clerk to refund fees and everyone to read the ledger.",
      [refund(9), refund(9, "x", {}), read("1", {})],
      "ADA",
    ],
    [
      "Restrict refunds of fees to users in group cash.",
      [refund(9, "x", { groups: '["cash"]' }), refund(9)],
      "AD",
    ],
  ])(verifies("authoring.structure", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    ["Block critical risk approvals.", [approve("critical", 1), approve("high", 1)], "DA"],
    [
      "Block high and critical risk approvals above $100.",
      [approve("high", 101), approve("critical", 101), approve("high", 100), approve("low", 101)],
      "DDAA",
    ],
    ["Block high-risk approvals.", [approve("high", 1), approve("low", 1)], "DA"],
    [
      "Block refunding fees when the reason is missing or empty.",
      [refund(1), refund(1, ""), refund(1, "x")],
      "DDA",
    ],
    [
      "Refunds of fees must include a reason and refunds cannot exceed $30.",
      [refund(30, "x"), refund(30), refund(31, "x")],
      "ADD",
    ],
    [
      "Users without the role clerk should not be able to refund fees.",
      [refund(1), refund(1, "x", {})],
      "AD",
    ],
    [
      "Users in group cash are unable to read the ledger.",
      [read("1"), read("1", { groups: '["cash"]' })],
      "AD",
    ],
    ["Deny bob access to the ledger.", [read("1"), read("1", { username: "bob" })], "AD"],
  ])(verifies("authoring.structure", "%s, with everything else allowed"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    // the token may spell the name so or otherwise
    "Deny Bob access to the ledger.",
    // $1,000 is the least that is denied, and not the most
    "Users with role clerk may not refund as much as $50.",
    "Restrict refunds to 9 per day.",
    "Restrict shipping to crates that are heavy.",
    "Block users with role clerk from refunding fees and everyone to read the ledger.",
    "Anyone may refund fees, with a reason only for amounts over 9.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
