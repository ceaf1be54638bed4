import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Yard___order_part",
    description: "Order a part",
    properties: { partNumber: text, quantity: { type: "integer" }, unitPrice: { type: "number" } },
  },
  {
    action: "Yard___release_boat",
    description: "Hand a boat back to its owner",
    properties: { boatId: text, paid: { type: "boolean" } },
  },
];
const manager = { role: "manager" };
const order = (quantity: number, tags: Readonly<Record<string, string>> = manager) =>
  ["Yard___order_part", { partNumber: "p", quantity }, tags] as const;
const boat = (paid: boolean, tags: Readonly<Record<string, string>> = {}) =>
  ["Yard___release_boat", { boatId: "b", paid }, tags] as const;

describe("callers and what they need, in any order", () => {
  it.each([
    ["To users with role manager it is permitted to order parts.", [order(1), order(1, {})], "AD"],
    ["It is permitted to managers to order parts.", [order(1), order(1, {})], "AD"],
    ["It is allowed for managers that they order parts.", [order(1), order(1, {})], "AD"],
    ["Ordering parts is something that only managers can do.", [order(1), order(1, {})], "AD"],
    ["Ordering parts is a job for managers only.", [order(1), order(1, {})], "AD"],
    ["Managers only: order parts.", [order(1), order(1, {})], "AD"],
    ["Managers can order up to 10 parts, but not more.", [order(10), order(11)], "AD"],
    ["Managers can order up to ten parts (ten included).", [order(10), order(11)], "AD"],
  ])(verifies("authoring.readings", "%s (allows)"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["It is forbidden that interns order parts.", [order(1, { role: "intern" }), order(1)], "DA"],
    [
      "For users with role intern it is forbidden to order parts.",
      [order(1, { role: "intern" }), order(1)],
      "DA",
    ],
    ["To release a boat, you need the role manager.", [boat(true), boat(true, manager)], "DA"],
    [
      "To release an unpaid boat you need to have the role manager.",
      [boat(false), boat(true), boat(false, manager)],
      "DAA",
    ],
    [
      "In order to order more than 10 parts, users must be managers.",
      [order(11, {}), order(10, {}), order(11)],
      "DAA",
    ],
    ["Whoever releases a boat must have the role manager.", [boat(true), boat(true, manager)], "DA"],
    [
      "Anyone ordering more than 10 parts must be a manager.",
      [order(11, {}), order(10, {}), order(11)],
      "DAA",
    ],
    [
      "Unpaid boats cannot be released, not even by users with role manager.",
      [boat(false, manager), boat(true)],
      "DA",
    ],
    ["Nobody may release an unpaid boat, not even managers.", [boat(false, manager), boat(true)], "DA"],
    [
      "Parts must not be ordered with a quantity of anything other than 1.",
      [order(2), order(0), order(1)],
      "DDA",
    ],
  ])(verifies("authoring.readings", "%s (denies)"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Managers can order under 10 parts (10 included).",
    "Managers can order up to 10 parts (12 included).",
    "Managers can order parts, 10 at most.",
    "Interns cannot order parts, not even when managers ask.",
    "Releasing boats is only for managers; permit it for that role when paid is true.",
    "Managers may order parts. Managers may order parts when the quantity is below 5.",
  ])(verifies("authoring.readings", "%s: refused, since it can be understood in two ways"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
