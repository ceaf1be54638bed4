import { expect, it } from "vitest";
import { z } from "zod";
import { verifies } from "../../../../test/verifies.ts";
import { list } from "./list.ts";
import { validate } from "./validate.ts";

it.each([
  [
    3,
    { max: 2 },
    "Value with length 3 at '/' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
  [
    190_000,
    {},
    "Value with length 190000 at '/' failed to satisfy constraint: Member must have length less than or equal to 10000",
  ],
])(
  verifies("security.long-lists", "a list of %i within %j is refused before its members are looked at"),
  (length, bounds, sentence) => {
    let looked = 0;
    const member = z.unknown().superRefine(() => {
      looked += 1;
    });
    expect(() => validate(list(member, bounds), Array(length).fill({}))).toThrow(
      `1 validation error detected. ${sentence}`,
    );
    expect(looked).toBe(0);
  },
);
