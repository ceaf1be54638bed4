import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Store___delete_file",
    description: "Delete a file",
    properties: { path: text, recursive: { type: "boolean" } },
    required: ["path"],
  },
  {
    action: "Bank___issue_refund",
    description: "Issue a refund",
    properties: { charge_id: text, amount: number },
    required: ["charge_id", "amount"],
  },
  {
    action: "Bank___initiate_transfer",
    description: "Moves funds",
    properties: { account: text, amount: number },
    required: ["account", "amount"],
  },
];
const manager = { role: "manager" };
const remove = (path: string, recursive = false): SentenceCall => [
  "Store___delete_file",
  { path, recursive },
];
const refund = (
  amount: number,
  claims: Readonly<Record<string, string>> = manager,
  charge_id = "CH1",
): SentenceCall => ["Bank___issue_refund", { charge_id, amount }, claims];
const transfer = (amount: number, account = "A1"): SentenceCall => [
  "Bank___initiate_transfer",
  { account, amount },
  manager,
];
const deletes = [remove("/archive/x"), remove("/tmp/x", true), remove("/tmp/x"), remove("/archive/x", true)];

describe("what is done, named twice", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["Deny recursive deletes and any delete under /archive.", deletes, "DDAD"],
    ["Deny recursive deletes, and all deletes under /archive.", deletes, "DDAD"],
    ["Block recursive deletion and deletion under /archive.", deletes, "DDAD"],
    ["Block deleting recursively and deleting under /archive.", deletes, "DDAD"],
    [
      "Block transfers above $500 and transfers to account X9.",
      [transfer(501), transfer(1, "X9"), transfer(1)],
      "DDA",
    ],
    ["Block refunds under $5 and any refund above $50.", [refund(4), refund(51), refund(5)], "DDA"],
  ])(verifies("authoring.structure", "%s: each with its own condition"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it(verifies("authoring.structure", "is two permissions, too"), () => {
    const sentence = "Allow recursive deletes and deletes under /archive.";
    expect(decided(sentence, tools, deletes)).toBe("AADA");
  });

  it.each([
    "Deny recursive deletes or deletes under /archive.",
    // from all refunds, or from those over $50
    "Block managers from refunds and from transfers over $50.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});

describe("what some may do above a bound", () => {
  it.each([
    // whether managers are held to $500
    "Allow refunds up to $500, but above $100 only for managers.",
    "Refunds up to $500 are allowed, but above $100 only for managers.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Allow refunds, but above $100 only for managers."],
    ["Refunds are allowed, above $100 only for managers."],
  ])(verifies("authoring.structure", "%s: the smaller ones are for all"), (sentence) => {
    const calls = [refund(100, {}), refund(101, {}), refund(101)];
    expect(decided(sentence, tools, calls)).toBe("ADA");
  });
});

it(verifies("authoring.structure", "what only some may do in one way, all may do otherwise"), () => {
  const calls: readonly SentenceCall[] = [
    remove("/a"),
    remove("/a", true),
    ["Store___delete_file", { path: "/a", recursive: true }, manager],
  ];
  expect(decided("Allow deleting files, recursively only for managers.", tools, calls)).toBe("ADA");
});

describe("a thing that an argument gives the id of", () => {
  it.each([
    ["Allow refunds when the charge starts with CH.", "AD"],
    ["Allow refunds when the charge is CH1.", "AD"],
  ])(verifies("authoring.own", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [refund(1), refund(1, manager, "X")])).toBe(expected);
  });
});
