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
  {
    action: "Joiner___build_table",
    description: "Build a table",
    properties: { wood: { type: "string", description: "oak, pine or beech" }, seats: { type: "integer" } },
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
    ["vacation, sick or parental", "leave type", "vacation sick parental"],
    ["oak, pine or beech", "wood", "oak pine beech"],
    ["EU, UK, CH or US", "jurisdiction", "EU UK CH US"],
    ["oak or pine", "wood", ""],
    ["name, email or phone", "customer", ""],
    ["Oak, pine or beech", "wood", ""],
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

  it.each([
    ["Allow building oak or pine tables.", "AADD"],
    ["Allow building tables of oak.", "ADDD"],
    ["Allow building tables made of oak or beech", "ADAD"],
    ["Allow building tables made from pine with at most 8 seats", "DADD"],
    ["Allow building tables made out of pine", "DADD"],
    ["Allow building tables in oak for up to 8 seats", "ADDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const tables = ["oak", "pine", "beech", "oak"].map(
      (wood, at) => ["Joiner___build_table", { wood, seats: at === 3 ? 10 : 8 }] as const,
    );
    const capped = /seats/.test(sentence) ? expected : `${expected.slice(0, 3)}${expected[0]}`;
    expect(decided(sentence, tools, tables)).toBe(capped);
  });

  it.each(["Allow booking repairs of type bell.", "Block booking repairs by email."])(
    verifies("authoring.refusals", "%s (refused)"),
    (sentence) => {
      expect(decided(sentence, tools, [])).toBe("refused");
    },
  );
});
