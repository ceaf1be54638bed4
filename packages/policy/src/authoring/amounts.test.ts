import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const whole = { type: "integer" };
const fraction = { type: "number" };
const money = { type: "integer", description: "In dollars" };
const tools = [
  {
    action: "Yard___rent_boat",
    properties: { seats: whole, hours: whole, price: fraction, note: { type: "string" } },
  },
  { action: "Yard___ship_crate", properties: { weightKg: fraction, declaredValue: money } },
  { action: "Yard___admit_guest", properties: { age: whole, partySize: whole } },
  { action: "Yard___pay_wage", properties: { amount: money, feeCents: whole } },
  { action: "Yard___set_heat", properties: { celsius: fraction } },
  { action: "Yard___open_dock", properties: { dockNumber: whole, level: whole } },
  { action: "Yard___change_limit", properties: { knots: whole } },
] as const;

const boats = (key: "seats" | "hours" | "price", ...values: readonly number[]) =>
  values.map((value) => ["Yard___rent_boat", { seats: 1, hours: 1, price: 1, [key]: value }, {}] as const);
const wages = (...values: readonly number[]) =>
  values.map((amount) => ["Yard___pay_wage", { amount }, {}] as const);

describe("amounts in people's words, with the numbers at the bounds", () => {
  it.each([
    ["Allow renting boats for 2 to 5 hours.", "DAAD"],
    ["Allow renting boats for 2-5 hours.", "DAAD"],
    ["Allow renting boats for two to five hours.", "DAAD"],
    ["Allow renting boats for 2 through 5 hours.", "DAAD"],
    ["Allow renting boats from 2 to 5 hours, both included.", "DAAD"],
    ["Allow renting boats for 2 to 5 hours (inclusive).", "DAAD"],
    ["Allow renting boats for strictly between 2 and 5 hours.", "DDDD"],
    ["Allow renting boats for 2 or 5 hours.", "DAAD"],
    ["Allow renting boats for 1, 2 or 6 hours.", "AADA"],
    ["Allow renting boats for 5 hours or less.", "AAAD"],
    ["Allow renting boats for no longer than 5 hours.", "AAAD"],
    ["Allow renting boats for up to, but not including, 5 hours.", "AADD"],
    ["Allow renting boats for a maximum of 300 minutes.", "refused"],
    ["Allow renting boats for 2 or more hours.", "DAAA"],
    ["Allow renting boats longer than an hour.", "DAAA"],
    ["Allow renting boats for 2 hours and up.", "DAAA"],
    ["Allow renting boats for at least 2 but less than 6 hours.", "DAAD"],
    ["Allow renting boats for exactly 5 hours.", "DDAD"],
    ["Allow renting boats for 1 to 6 hours, never 5.", "AADA"],
    ["Allow renting boats for a number of hours other than 5.", "AADA"],
    ["Allow renting boats when the hours are other than 5.", "AADA"],
    ["Allow renting boats when the hours are outside 2 to 5.", "ADDA"],
    ["Allow renting boats whatever the hours.", "AAAA"],
    ["Allow renting boats no matter how many hours.", "AAAA"],
    ["Allow renting boats for between 2 and 5 hours.", "refused"],
    ["Allow renting boats for 5 hours.", "refused"],
    ["Allow renting boats for 5 to 2 hours.", "refused"],
    ["Allow renting boats for at least 2 or at most 5 hours.", "refused"],
    ["Allow renting boats for under 2 or 5 hours.", "refused"],
    ["Allow renting boats for up to 5 hours whatever the hours.", "refused"],
    ["Allow renting boats for about 5 hours.", "refused"],
    ["Allow renting boats for up to 5 hours per day.", "refused"],
    ["Allow renting boats for up to 5 hours in total.", "refused"],
    ["Allow renting boats for up to 5 kg.", "refused"],
    ["Allow renting boats heavier than 5.", "refused"],
  ])(verifies("authoring.numbers", "hours 1, 2, 5, 6: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, boats("hours", 1, 2, 5, 6))).toBe(expected);
  });

  it.each([
    ["Block wages over half a million dollars.", "AAAD"],
    ["Block wages of USD 1 million or more.", "AAAD"],
    ["Block wages of more than 2,000 US dollars.", "AADD"],
    ["Block wages in excess of 2 thousand bucks.", "AADD"],
    ["Block negative wages.", "refused"],
    ["Block paying wages when the amount is negative.", "DAAA"],
    ["Block paying wages when the amount is below zero or more than 2000.", "DADD"],
    ["Block wages above minus six dollars.", "DDDD"],
    ["Block wages of 1 to 2 million dollars.", "refused"],
    ["Block wages over 1.000 dollars.", "refused"],
    ["Block wages over 500 euros.", "refused"],
    ["Block wages over 20 percent.", "refused"],
    ["Block wages when the fee is over 20.", "refused"],
  ])(verifies("authoring.numbers", "wages -5, 2000, 5000, 1000000: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, wages(-5, 2000, 5000, 1_000_000), true)).toBe(expected);
  });

  it.each([
    ["Allow renting boats for at most $25 without a note, or at most $100 with a note.", "ADAD"],
    ["Allow renting boats for at most $25, or for at most $100 if there is a note.", "ADAD"],
    ["Allow renting boats for at most $25, or for at most $100.", "refused"],
  ])(verifies("authoring.numbers", "two cases: %s"), (sentence, expected) => {
    const rent = { seats: 1, hours: 1 };
    const calls = [
      ["Yard___rent_boat", { ...rent, price: 25 }],
      ["Yard___rent_boat", { ...rent, price: 26 }],
      ["Yard___rent_boat", { ...rent, price: 100, note: "x" }],
      ["Yard___rent_boat", { ...rent, price: 101, note: "x" }],
    ] as const;
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("which argument a number means", () => {
  const admitted = [
    ["Yard___admit_guest", { age: 17, partySize: 30 }, {}],
    ["Yard___admit_guest", { age: 18, partySize: 12 }, {}],
    ["Yard___admit_guest", { age: 65, partySize: 13 }, {}],
  ] as const;
  it.each([
    ["Block admitting guests younger than 18.", "DAA"],
    ["Block admitting guests aged 17 or younger, or over 60.", "DAD"],
    ["Block admitting guests in parties bigger than 12 people.", "DAD"],
    ["Block admitting guests in groups of more than a dozen.", "DAD"],
    ["Block admitting guests taller than 18.", "refused"],
    ["Block admitting guests over 18 kg.", "refused"],
  ])(verifies("authoring.numbers", "age or party: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, admitted, true)).toBe(expected);
  });

  const crates = [0.4, 31.5, 31.6, 2000].map(
    (weightKg) => ["Yard___ship_crate", { weightKg, declaredValue: 5000 }, {}] as const,
  );
  it.each([
    ["Allow shipping crates lighter than 31.6 kg.", "AADD"],
    ["Allow shipping crates weighing 500 grams or more.", "DAAA"],
    ["Allow shipping crates that weigh at most 31.5kg.", "AADD"],
    ["Allow shipping crates heavier than 500g but lighter than 1 tonne.", "DAAD"],
    ["Allow shipping crates declared for up to $5,000.", "AAAA"],
    ["Allow shipping crates, the declared value of which does not exceed $4,999.", "DDDD"],
    ["Allow shipping crates for up to $5,000, 400 grams or less.", "ADDD"],
    ["Allow shipping crates older than 5 days.", "refused"],
    ["Allow shipping crates lighter than 31.5 pounds.", "refused"],
    ["Allow shipping crates cheaper than 31.5 kg.", "refused"],
  ])(verifies("authoring.numbers", "weights: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, crates)).toBe(expected);
  });

  const docks = [99, 100, 199, 3].map(
    (dockNumber) => ["Yard___open_dock", { dockNumber, level: dockNumber === 3 ? 3 : 1 }, {}] as const,
  );
  it.each([
    ["Allow opening docks 100 through 199.", "DAAD"],
    ["Allow opening docks at level 3 or 4.", "DDDA"],
    ["Allow opening up to 100 docks.", "refused"],
  ])(verifies("authoring.numbers", "numbers that name and numbers that count: %s"), (sentence, expected) => {
    expect(decided(sentence, tools, docks)).toBe(expected);
  });

  it.each([
    ["Forbid setting the heat above 25°C.", "AD"],
    ["Forbid setting the heat outside the band of 16 to 25 degrees.", "AD"],
    ["Forbid setting the heat above 77 degrees Fahrenheit.", "refused"],
  ])(verifies("authoring.numbers", "degrees: %s"), (sentence, expected) => {
    const calls = [25, 25.5].map((celsius) => ["Yard___set_heat", { celsius }, {}] as const);
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow changing the limit from 5 to 10 knots.", "refused"],
    ["Allow changing the limit to 5 to 10 knots.", "DAAD"],
    ["Allow changing the limit from 5 to 10 knots, inclusive.", "DAAD"],
  ])(verifies("authoring.numbers", "a range or a change: %s"), (sentence, expected) => {
    const calls = [4, 5, 10, 11].map((knots) => ["Yard___change_limit", { knots }, {}] as const);
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
