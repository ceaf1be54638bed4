import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  { action: "Bakery___order_flour", description: "Order flour", properties: { kilos: { type: "integer" } } },
  { action: "Bakery___discard_bread", description: "Discard old bread", properties: { loafId: text } },
  { action: "Bakery___send_cake", description: "Send a cake", properties: { to: text } },
];
const order = (username: string) => ["Bakery___order_flour", { kilos: 5 }, { username }] as const;
const calls = [
  order("alice"),
  order("bob"),
  order("Alice"),
  ["Bakery___order_flour", { kilos: 5 }, { username: "eve", role: "baker" }],
  ["Bakery___discard_bread", { loafId: "l" }, { username: "bob" }],
] as const;

describe("people told by their names alone", () => {
  it.each([
    ["Only alice and bob may order flour.", "AADDD"],
    ["Alice may order flour.", "DDADD"],
    ["Alice may order flour and bob may discard bread.", "DDADA"],
    ["Allow bob to order flour up to 10 kilos", "DADDD"],
    ["Let alice order flour", "ADDDD"],
    ["Let alice and bob order flour", "AADDD"],
    ["Allow everyone but bob to order flour", "ADAAD"],
    ["Allow alice and bob to order flour and discard bread", "AADDA"],
    ["Managers and alice may order flour", "ADDDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block alice from ordering flour", "DAAAA"],
    ["bob may not order flour", "ADAAA"],
    ["alice and bob cannot order flour", "DDAAA"],
    ["Nobody but alice may order flour", "ADDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    // it may be spelt alice in the token
    "Alice may not order flour.",
    "Bob and Alice cannot order flour.",
    "Block Alice from ordering flour",
    "Allow everyone but Bob to order flour",
    "Allow everyone but Alice and Bob to order flour",
    // a group, a role or another's name
    "Only Treasury may order flour.",
    "Mark may order flour.",
    "Alice Smith may order flour.",
    // whom it is for, and no caller
    "Allow sending cakes to bob",
    "Allow sending cakes for bob and alice",
    "Allow users with role baker to send cakes to bob and alice to order flour",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
