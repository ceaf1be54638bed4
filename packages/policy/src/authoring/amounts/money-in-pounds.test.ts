import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Pier___sell_seats",
    description: "Sell seats for a boat trip",
    properties: {
      seats: { type: "integer" },
      pricePerSeat: { type: "number", description: "In pounds" },
      luggage: { type: "number", description: "Weight of the luggage in pounds" },
    },
  },
  {
    action: "Pier___rent_locker",
    description: "Rent out a locker",
    properties: { lockers: { type: "integer" }, ageDays: { type: "integer" } },
  },
];
const sell = (pricePerSeat: number, seats = 2, luggage = 1) =>
  ["Pier___sell_seats", { seats, pricePerSeat, luggage }] as const;
const rent = (ageDays: number) => ["Pier___rent_locker", { lockers: 1, ageDays }] as const;

describe("sums in pounds, and what is no sum", () => {
  it.each([
    ["Seats must not be sold for less than £8 per seat.", [sell(7.5), sell(8), sell(20, 5)], "DAA"],
    ["Seats must not be sold when the price per seat is below 8 pounds.", [sell(7.5), sell(8)], "DA"],
    ["Block selling seats when the luggage is over 50 pounds.", [sell(9, 2, 51), sell(60, 2, 50)], "DA"],
    ["Lockers at least 30 days old must not be rented.", [rent(30), rent(29)], "DA"],
    ["Block renting lockers that are more than 30 days old.", [rent(31), rent(30)], "DA"],
    ["Seats must not be sold for less than $8 per seat.", [], "refused"],
    ["Block renting lockers over $8.", [], "refused"],
  ])(verifies("authoring.numbers", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["The IAM role arn:aws:iam::111122223333:role/Teller may sell seats.", "AD"],
    ["Permit callers with the role ARN arn:aws:sts::111122223333:assumed-role/Teller to sell seats.", "AD"],
    ["Permit the assumed role Teller in account 111122223333 to sell seats.", "AD"],
    ["Permit the IAM user arn:aws:iam::111122223333:user/bot to sell seats.", "DA"],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    const [tool, input] = sell(9);
    const calls = ["arn:aws:sts::111122223333:assumed-role/Teller", "arn:aws:iam::111122223333:user/bot"].map(
      (arn) => [tool, input, arn] as const,
    );
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
