import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const book = { bookId: { type: "string" }, value: { type: "integer", description: "Value in dollars" } };
const tools = ["lend", "shelve", "discard", "sell"].map((verb) => ({
  action: `Library___${verb}_book`,
  description: `${verb} a book`,
  properties: book,
}));
const calls = ["lend", "shelve", "discard", "sell"].flatMap((verb) =>
  ["page", "lead"].map((role) => [`Library___${verb}_book`, { bookId: "b", value: 90 }, { role }] as const),
);

/** Everything is allowed beside: what is denied shows. */
describe("what is done to the object said before", () => {
  it.each([
    ["Users with role page may lend and shelve books but must not discard or sell them.", "AAAADADA"],
    ["Users with role page may lend books but must not discard them", "AAAADAAA"],
    ["Users with role page may lend books but may not sell any.", "AAAAAADA"],
    ["Users with role page may lend books, but they cannot discard them or sell them.", "AAAADADA"],
    ["Users with role page may lend books. They must not sell them.", "AAAAAADA"],
    ["Users with role page may lend books; they may never discard or sell them.", "AAAADADA"],
    ["Users with role page may shelve books but must not sell ones worth more than $50.", "AAAAAADA"],
    ["Users with role page may shelve books but must not sell them above $100.", "AAAAAAAA"],
    ["Allow users with role page to lend books but not to discard them.", "AAAADAAA"],
    ["Allow users with role page to lend books, but they may not sell them.", "AAAAAADA"],
    ["Let users with role page lend books but not sell them.", "AAAAAADA"],
    // those under $50 alone, or all of them
    ["Users with role page may lend books under $50 but must not sell them.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow users with role page to lend books and shelve them.", "ADADDDDD"],
    ["Users with role page may not sell books but may lend them.", "ADDDDDDD"],
    ["Everyone may lend books, but only users with role lead may discard them.", "AADDDADD"],
    ["Allow everyone to lend books but only users with role lead to sell them.", "AADDDDDA"],
    ["Allow users with role page to lend books and users with role lead to sell them.", "ADDDDDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
