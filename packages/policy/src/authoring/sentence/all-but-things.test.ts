import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Dock___rent_boat",
    description: "Rent a boat",
    properties: {
      hull: { type: "string", enum: ["wood", "steel", "raft"] },
      leaky: { type: "boolean" },
      hours: { type: "integer" },
    },
  },
];
const rent = (hull: string, leaky: boolean, hours = 5, role = "pilot") =>
  ["Dock___rent_boat", { hull, leaky, hours }, { role }] as const;
const calls = [rent("wood", false), rent("raft", false), rent("wood", true), rent("wood", false, 5, "x")];

describe("all things but some", () => {
  it.each([
    ["Users with role pilot may rent all boats but leaky boats.", "AADD"],
    ["Users with role pilot may rent any boat but a raft.", "ADAD"],
    ["Users with role pilot may rent boats except rafts.", "ADAD"],
    ["Users with role pilot may rent boats, except wood boats.", "DADD"],
    ["Users with role pilot may rent boats except leaky ones.", "AADD"],
    ["Users with role pilot may rent boats, but not rafts.", "ADAD"],
    ["Users with role pilot may rent boats, leaky ones only for at most 2 hours.", "refused"],
    ["Users with role pilot may rent all boats but only for at most 5 hours.", "AAAD"],
    ["Users with role pilot may rent boats except big ones.", "refused"],
    ["Users with role pilot may rent boats except rafts and steel boats.", "ADAD"],
    ["Users with role pilot may rent boats except rafts and leaky boats.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["No boats may be rented except rafts.", "DADD"],
    ["Do not rent all boats but leaky boats.", "DDAD"],
    ["Leaky boats must not be rented - not even by pilots.", "AADA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("callers behind what is possible", () => {
  it.each([["Renting a boat is only possible for at most 5 hours, and only for the role pilot.", "AAAD"]])(
    verifies("authoring.readings", "%s"),
    (sentence, expected) => {
      expect(decided(sentence, tools, calls)).toBe(expected);
    },
  );
});
