import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Hangar___order_part",
    description: "Order a part",
    properties: { quantity: { type: "integer" }, certified: { type: "boolean" } },
  },
  { action: "Hangar___open_gate", description: "Open the gate", properties: { gate: { type: "string" } } },
];
/** Clerk, then chief: 5 certified, 50 certified, 5 uncertified parts, the gate. */
const calls = ["clerk", "chief"].flatMap((role) => [
  ["Hangar___order_part", { quantity: 5, certified: true }, { role }] as const,
  ["Hangar___order_part", { quantity: 50, certified: true }, { role }] as const,
  ["Hangar___order_part", { quantity: 5, certified: false }, { role }] as const,
  ["Hangar___open_gate", { gate: "a" }, { role }] as const,
]);

describe("what some callers alone may in a case", () => {
  it.each([
    ["When the quantity is over 10, only role chief may order parts.", "ADAAAAAA"],
    ["If the part is not certified, parts may only be ordered by role chief.", "AADAAAAA"],
    ["Only role chief may order parts when the quantity is over 10.", "AAAAAAAA"],
  ])(verifies("authoring.readings", "beside what is allowed already: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["When the quantity is over 10, only role chief may order parts.", "DDDDDADD"],
    [
      "Ordering parts that are not certified is for role chief; ordering parts is open to everyone.",
      "AADDAAAD",
    ],
    [
      "Ordering parts is open to all. Parts over a quantity of 10 may only be ordered by role chief.",
      "ADADAAAD",
    ],
  ])(verifies("authoring.readings", "alone: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    // a restriction that is not understood stands before what is allowed
    "Only role chief may order dubious parts. Role clerk may order parts.",
    "Ordering dubious parts is for role chief; ordering parts is open to everyone.",
    "Never order dubious parts. Role clerk may order parts.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
