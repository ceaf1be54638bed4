import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";
import { describedValues } from "./described-values.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Bike___book_repair",
    description: "Book a bike repair",
    properties: {
      bikeId: text,
      repairType: { type: "string", description: "brakes, wheels, or frame" },
      contact: { type: "string", description: "Phone or email" },
    },
  },
];
const calls = ["brakes", "wheels", "frame", "bell"].map(
  (repairType) => ["Bike___book_repair", { bikeId: "b", repairType, contact: "email" }] as const,
);

describe("values that a description lists", () => {
  it.each([
    ["health, property, or auto", "claim type", "health property auto"],
    ["Kind of visit (checkup or surgery)", "visit kind", "checkup surgery"],
    ["Plan: basic, plus, pro.", "plan", "basic plus pro"],
    ["low | medium | high", "priority", "low medium high"],
    ["Where it goes; one of attic, cellar", "place", "attic cellar"],
    ["Must be one of: red, green, or blue", "paint", "red green blue"],
    ["Phone or email", "contact", ""],
    ["Street, city, or zip", "address", ""],
    ["such as brakes or wheels", "repair type", ""],
    ["Type of coverage, e.g. fire or theft", "coverage type", ""],
    ["1, 2 or 3", "level", ""],
    ["Type of the thing that is repaired or replaced", "type", ""],
  ])("%s, of an argument %s: %s", (description, name, expected) => {
    expect(describedValues(description, name.split(" ")).join(" ")).toBe(expected);
  });

  it.each([
    ["Users may book repairs of type brakes.", "ADDD"],
    ["Users may book brakes or wheels repairs.", "AADD"],
    ["Allow booking repairs of type brakes, wheels or frame.", "AAAD"],
    ["Frame repairs may be booked by anyone.", "DDAD"],
    ["Allow booking repairs for brakes.", "ADDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each(["Allow booking repairs of type bell.", "Block booking repairs by email."])(
    verifies("authoring.refusals", "%s (refused)"),
    (sentence) => {
      expect(decided(sentence, tools, [])).toBe("refused");
    },
  );
});
