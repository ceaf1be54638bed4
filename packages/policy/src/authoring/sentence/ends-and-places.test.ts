import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Bank___transfer_funds",
    description: "Transfer funds between accounts",
    properties: { fromAccount: text, toAccount: text, amount: { type: "integer" } },
    required: ["fromAccount", "toAccount", "amount"],
  },
  {
    action: "Post___ship_parcel",
    description: "Ship a parcel",
    properties: {
      destinationCountry: { ...text, description: "such as US, CAN or CU" },
      weight: { type: "integer" },
      insurance: { ...text, enum: ["basic", "full", "none"] },
    },
    required: ["destinationCountry", "weight", "insurance"],
  },
  {
    action: "Mail___send_note",
    description: "Send a note",
    properties: { to: text, body: text },
    required: ["to", "body"],
  },
];
const transfer = (fromAccount: string, toAccount: string, amount = 5): SentenceCall => [
  "Bank___transfer_funds",
  { fromAccount, toAccount, amount },
];
const ship = (destinationCountry: string, weight = 5, insurance = "basic"): SentenceCall => [
  "Post___ship_parcel",
  { destinationCountry, weight, insurance },
];
const send = (to: string): SentenceCall => ["Mail___send_note", { to, body: "x" }];

describe("where things go and what they measure", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Allow transfers of at most $500 from acc-001 to acc-002.",
      [transfer("acc-001", "acc-002"), transfer("acc-002", "acc-001"), transfer("acc-001", "acc-002", 501)],
      "ADD",
    ],
    ["Allow transfers from acc-001 only.", [transfer("acc-001", "x"), transfer("x", "acc-001")], "AD"],
    [
      "Send notes only to addresses ending in @desk.example.",
      [send("a@desk.example"), send("a@x.org")],
      "AD",
    ],
    ["Send notes only to @desk.example addresses.", [send("a@desk.example"), send("a@x.org")], "AD"],
    ["Allow shipping parcels to any country except CU and US.", [ship("CAN"), ship("CU"), ship("US")], "ADD"],
    ["Everyone may ship parcels to the US and CAN only.", [ship("US"), ship("CAN"), ship("CU")], "AAD"],
    ["Allow shipping parcels up to 50 in weight.", [ship("US", 50), ship("US", 51)], "AD"],
    ["Allow shipping parcels that weigh less than 50.", [ship("US", 49), ship("US", 50)], "AD"],
    ["Allow shipping parcels for basic or full.", [ship("US"), ship("US", 5, "none")], "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Deny transfers where the source and destination accounts are the same.",
      [transfer("a", "a"), transfer("a", "b")],
      "DA",
    ],
    [
      'Never transfer funds to an account whose id starts with "EXT-".',
      [transfer("EXT-1", "b"), transfer("a", "EXT-1")],
      "AD",
    ],
    ["Deny shipping a parcel under a weight of 5.", [ship("US", 4), ship("US", 5)], "DA"],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each(["Block shipping parcels to Cuba.", "Allow shipping parcels to any country except Cuba."])(
    verifies("authoring.refusals", "%s: the argument takes codes"),
    (sentence) => {
      expect(decided(sentence, tools, [ship("CU")])).toBe("refused");
    },
  );

  it.each([
    "Block transfers from Dec 24, 2025 to Oct 5, 2026.",
    "Transfers are closed from 24 Dec 2025 to 5 Oct 2026.",
    "Transfers are suspended between Dec 24, 2025 and Oct 5, 2026.",
  ])(verifies("authoring.readings", "%s: it is the 1st of September 2026"), (sentence) => {
    expect(decided(sentence, tools, [transfer("a", "b"), ship("US")], true)).toBe("DA");
  });

  it.each([
    "Transfer funds only between 9 AM-5 PM UTC.",
    "Transfer funds only during business hours (9 AM-5 PM UTC daily).",
  ])(verifies("authoring.readings", "%s: a hyphen is no minus"), (sentence) => {
    expect(decided(sentence, tools, [transfer("a", "b")])).toBe("A");
  });
});
