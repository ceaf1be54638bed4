import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Farm___book_mill",
    description: "Book the mill",
    properties: { farmerId: text, hours: { type: "integer" }, noticeDays: { type: "integer" }, grain: text },
  },
];
const book = (hours: number, tags: Readonly<Record<string, string>> = {}, more = {}) =>
  ["Farm___book_mill", { farmerId: "ann", hours, ...more }, tags] as const;
const miller = { role: "miller" };
const ann = { farmer_id: "ann" };

describe("everyone else, and what stands beside a condition", () => {
  it.each([
    [
      "Users with role miller can book the mill for up to 20 hours; all other users can book the mill for up to 8 hours.",
      [book(20, miller), book(21, miller), book(8), book(9), book(9, { role: "guest" })],
      "ADADD",
    ],
    [
      "Users with role miller can book the mill for up to 5 hours. Everyone else can book the mill for up to 8 hours.",
      [book(5, miller), book(6, miller), book(8), book(8, { role: "guest" })],
      "ADAA",
    ],
    [
      "Users with role miller can book the mill. All other users can book the mill only when the farmerId equals their farmer_id claim.",
      [book(1, miller), book(1, ann), book(1, { farmer_id: "bob" }), book(1)],
      "AADD",
    ],
    [
      "Users with role miller can book the mill when either the hours are 4 or fewer or the grain is rye.",
      [book(4, miller), book(5, miller), book(5, miller, { grain: "rye" })],
      "ADA",
    ],
    [
      "Users with role miller can book the mill when at least 7 days' notice has been given.",
      [book(1, miller, { noticeDays: 7 }), book(1, miller, { noticeDays: 6 })],
      "AD",
    ],
    [
      "Users with role miller can book the mill when the grain is rye, between 10:00 and 15:00 UTC.",
      [book(1, miller, { grain: "rye" }), book(1, miller, { grain: "oats" })],
      "AD",
    ],
    [
      "Users with role miller can book the mill before 1 September 2026 at 12:30 UTC.",
      [book(1, miller)],
      "A",
    ],
    [
      "Users with role miller can book the mill before 1 September 2026 at 11:30 UTC.",
      [book(1, miller)],
      "D",
    ],
    ["Foremen can book the mill.", [book(1, { role: "foreman" }), book(1)], "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Users with role miller can book the mill when the grain is rye, before 5 pm UTC or after 8 pm UTC.",
    "Users with role miller can book the mill when the grain is rye, from 8 am to 5 pm UTC or for at most 4 hours.",
  ])(verifies("authoring.readings", "%s: refused, since the comma may be an “and”"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it(
    verifies("authoring.readings", "Booking the mill is denied, save where the user has the role miller"),
    () => {
      const sentence = "Booking the mill is denied, save where the user has the role miller.";
      expect(decided(sentence, tools, [book(1), book(1, miller)], true)).toBe("DA");
    },
  );
});
