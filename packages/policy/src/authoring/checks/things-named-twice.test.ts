import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools: readonly SentenceTool[] = [
  {
    action: "Bank___transfer",
    description: "Transfer money between two accounts",
    properties: {
      fromAccount: text,
      toAccount: text,
      amount: { type: "integer", description: "Amount in euros" },
      urgent: { type: "boolean" },
    },
  },
  {
    action: "Hotel___book_room",
    description: "Book a hotel room",
    properties: {
      roomType: { type: "string", enum: ["single", "double", "suite"] },
      rate: { type: "integer", description: "Rate per night in euros" },
    },
  },
  {
    action: "Bank___show_balance",
    description: "Show the balance of an account",
    properties: { accountId: text },
  },
];
const transfer = (
  amount: number,
  urgent: boolean,
  fromAccount = "X",
  toAccount = "Y",
  role = "teller",
): SentenceCall => ["Bank___transfer", { amount, urgent, fromAccount, toAccount }, { role }];
const rooms = [
  ["suite", 100],
  ["single", 300],
  ["single", 100],
].map(
  ([roomType, rate]): SentenceCall => [
    "Hotel___book_room",
    { roomType: `${roomType}`, rate: Number(rate) },
    {},
  ],
);
const four = [transfer(900, true), transfer(900, false), transfer(100, true), transfer(100, false)];

describe("things that are named twice, each with its own condition", () => {
  it.each([
    ["Block urgent transfers and transfers above 500 euros.", "DDDA"],
    ["Tellers may not make urgent transfers and transfers above 500 euros.", "DDDA"],
    ["Block transfers that are urgent and transfers above 500 euros.", "DDDA"],
    ["Block urgent transfers above 500 euros.", "DAAA"],
    ["Tellers may make transfers, but not urgent transfers over 500 euros.", "DAAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, outcome) => {
    expect(decided(sentence, tools, four, true)).toBe(outcome);
  });

  it(verifies("authoring.readings", "a kind of rooms and rooms are two kinds"), () => {
    expect(decided("Users may not book suites and rooms over 200 euros.", tools, rooms, true)).toBe("DDA");
  });

  it.each([
    "Urgent transfers and transfers above 500 euros are blocked.",
    "Do not make urgent transfers or transfers above 500 euros.",
    "Urgent transfers and those above 500 euros are blocked.",
    "Do not make urgent transfers, as with transfers above 500 euros.",
    "Do not make urgent transfers, including transfers above 500 euros.",
    "Block urgent transfers along with transfers above 500 euros.",
    "Tellers may make transfers if they are not urgent or above 500 euros.",
    "Tellers may make transfers if not above 500 euros or urgent.",
    "Tellers may make some transfers.",
    "Tellers may make transfers. Transfers above 500 euros are out of scope.",
    "Tellers may make transfers up to 500 euros. Transfers above that only by an odd moon.",
    "Tellers may make transfers, but no more than 500 euros unless they are urgent.",
    "All rooms but suites may be booked, and suites by managers.",
    "Show balances only.",
    "Users may book single rooms and double rooms under 200 euros.",
    "Users in groups night and day may not show balances.",
    "Block users with role teller and role intern from showing balances.",
    "Tellers in group day and managers may not show balances.",
    "Tellers in group day or managers may show balances.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Allow transfers from account A to account B.", "ADD"],
    ["Allow transfers from account A.", "ADA"],
  ])(verifies("authoring.readings", "%s: a letter is a value"), (sentence, outcome) => {
    const calls = [transfer(1, false, "A", "B"), transfer(1, false, "C", "B"), transfer(1, false, "A", "C")];
    expect(decided(sentence, tools, calls)).toBe(outcome);
  });

  it.each([
    ["Users in group ops or managers may show balances.", "AADD"],
    ["Users with role teller and managers may show balances.", "DAAD"],
    ["Block users in group ops and managers from showing balances.", "DDAA"],
    ["User ann and managers may show balances.", "DAAD"],
  ])(verifies("authoring.readings", "%s: people behind a claim's value are callers"), (sentence, outcome) => {
    const callers: readonly Record<string, string>[] = [
      { groups: "ops" },
      { role: "manager" },
      sentence.startsWith("User ann") ? { username: "ann" } : { role: "teller" },
      { groups: "managers" },
    ];
    const calls = callers.map((tags): SentenceCall => ["Bank___show_balance", { accountId: "a" }, tags]);
    expect(decided(sentence, tools, calls, sentence.startsWith("Block"))).toBe(outcome);
  });
});
