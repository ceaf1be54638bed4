import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Camp___book_pitch",
    description: "Book a pitch",
    properties: { price: { type: "number" }, nights: { type: "integer" }, guestVip: { type: "boolean" } },
  },
];
const book = (price: number, nights: number, vip = false): SentenceCall => [
  "Camp___book_pitch",
  { price, nights, guestVip: vip },
];
const calls = [book(80, 4), book(80, 6), book(90, 4), book(80, 5)];

describe("bounds of two arguments of which one is denied", () => {
  it.each([
    "Allow booking pitches with a price not exceeding 80 and not more than five nights.",
    "Allow booking pitches with a price not exceeding 80 and at most 5 nights.",
    "Allow booking pitches with a price up to 80 and not more than 5 nights.",
    "Allow booking pitches with a price not above 80 and fewer than 6 nights.",
  ])(verifies("authoring.readings", "%s: each has its own"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("ADDA");
  });

  it.each([
    ["Deny booking pitches above 50 for non-VIP guests.", "DA"],
    ["Do not book pitches for non-VIP guests.", "DA"],
  ])(verifies("authoring.readings", "%s: a short word may be denied"), (sentence, expected) => {
    expect(decided(sentence, tools, [book(80, 2, false), book(80, 2, true)], true)).toBe(expected);
  });
});
