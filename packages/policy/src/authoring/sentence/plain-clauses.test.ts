import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Yard___rent_crane",
    description: "Rent out a crane",
    properties: {
      days: { type: "integer" },
      feeCents: { type: "integer", description: "Fee in cents" },
      kilometers: { type: "integer" },
      rustFree: { type: "boolean" },
      rusty: { type: "boolean" },
      nightPermit: { type: "boolean", description: "Whether a night permit is needed" },
      renterEmail: { type: "string" },
      site: { type: "string" },
    },
  },
  {
    action: "Yard___mix_fuel",
    description: "Mix fuel for the cranes",
    properties: { dieselPercent: { type: "integer" }, ethanolPercent: { type: "integer" } },
  },
];
const rent = (input: Record<string, number | boolean | string>, tags: Record<string, string> = {}) =>
  ["Yard___rent_crane", input, tags] as const;
const mix = (dieselPercent: number, ethanolPercent: number) =>
  ["Yard___mix_fuel", { dieselPercent, ethanolPercent }, {}] as const;

describe("clauses in other words", () => {
  it.each([
    [
      "Cranes may be rented if no night permit is needed.",
      [rent({ nightPermit: false }), rent({ nightPermit: true })],
      "AD",
    ],
    ["Cranes may be rented if the fee costs nothing.", [], "refused"],
    [
      "Cranes may be rented, either because they are rusty or because they have done more than 500 kilometers.",
      [
        rent({ rusty: true, kilometers: 1 }),
        rent({ rusty: false, kilometers: 501 }),
        rent({ rusty: false, kilometers: 500 }),
      ],
      "AAD",
    ],
    [
      "Cranes that have done more than 500 kilometers may be rented.",
      [rent({ kilometers: 501 }), rent({ kilometers: 500 })],
      "AD",
    ],
    [
      "Cranes may be rented for a fee of up to €25.",
      [rent({ feeCents: 2500 }), rent({ feeCents: 2501 })],
      "AD",
    ],
    [
      "Fuel may be mixed within these limits: diesel up to 40 percent, ethanol of at least 10 percent.",
      [mix(40, 10), mix(41, 10), mix(40, 9)],
      "ADD",
    ],
    [
      "Fuel may be mixed under the following limits: diesel up to 40 percent or ethanol of at least 10 percent.",
      [],
      "refused",
    ],
    [
      "Fuel with diesel from 10 to 40 percent, both ends included, may be mixed.",
      [mix(10, 0), mix(40, 0), mix(41, 0)],
      "AAD",
    ],
    [
      "Everyone may rent the crane they own (renterEmail = email claim).",
      [rent({ renterEmail: "a" }, { email: "a" }), rent({ renterEmail: "a" }, { email: "b" })],
      "AD",
    ],
    [
      "Everyone may rent their own crane (renterEmail = email).",
      [rent({ renterEmail: "a" }, { email: "a" }), rent({ renterEmail: "email" }, { email: "b" })],
      "AD",
    ],
    [
      "I myself, user ann, can rent cranes.",
      [rent({}, { username: "ann" }), rent({}, { username: "bob" })],
      "AD",
    ],
    [
      "User ann can rent any days.",
      [rent({ days: 90 }, { username: "ann" }), rent({}, { username: "bob" })],
      "AD",
    ],
    [
      "Users from the region EU (claim region) may rent cranes.",
      [rent({}, { region: "EU" }), rent({}, { region: "claim" })],
      "AD",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("denials in other words", () => {
  it.each([
    ["Rusty cranes never get rented.", [rent({ rusty: true }), rent({ rusty: false })], "DA"],
    ["A crane that is rusty never gets rented.", [rent({ rusty: true }), rent({ rusty: false })], "DA"],
    [
      'Cranes must not be rented if they are rusty, nor if the site is "North".',
      [
        rent({ rusty: true, site: "South" }),
        rent({ rusty: false, site: "North" }),
        rent({ rusty: false, site: "South" }),
      ],
      "DDA",
    ],
    [
      "Rusty cranes stay parked - do not rent them to anybody.",
      [rent({ rusty: true }), rent({ rusty: false })],
      "DA",
    ],
    [
      "Four-eyes principle for cranes: nobody may rent rusty cranes.",
      [rent({ rusty: true }), rent({ rusty: false })],
      "DA",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("what announces a rule", () => {
  const calls = [rent({ rusty: false, days: 2 }), rent({ rusty: true, days: 2 })];
  it.each([
    ["New rule: cranes can be rented if they are not rusty.", "AD"],
    ["New rule for cranes: everyone can rent one for at most 3 days.", "AA"],
    ["House rule for rusty cranes: everyone may rent cranes.", "refused"],
    ["Internal policy for the site North: cranes may be rented.", "refused"],
    ["Cranes are precious: renting a crane is allowed if it is not rusty.", "AD"],
    ["Cranes are rusty: renting them is allowed.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
