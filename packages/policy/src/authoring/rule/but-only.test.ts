import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Pier___fuel_vessel",
    description: "Fuel a vessel",
    properties: {
      liters: { type: "integer" },
      fuelType: { type: "string", enum: ["diesel", "petrol"] },
      prepaid: { type: "boolean" },
    },
  },
  {
    action: "Clinic___sign_report",
    description: "Sign a report",
    properties: { critical: { type: "boolean" }, authorId: { type: "string" } },
  },
];
const fuel = (liters: number, fuelType: string, prepaid: boolean, role = "clerk"): SentenceCall => [
  "Pier___fuel_vessel",
  { liters, fuelType, prepaid },
  { role },
];
const sign = (critical: boolean, username: string, role = "doctor"): SentenceCall => [
  "Clinic___sign_report",
  { critical, authorId: "ann" },
  { role, username },
];

describe("what only some of the calls need", () => {
  it.each([
    ["Clerks may fuel vessels, but more than 100 liters only if prepaid.", "AADA"],
    ["Clerks may fuel vessels, but with more than 100 liters only if it is prepaid.", "AADA"],
    ["Allow clerks to fuel vessels, but over 100 liters only when prepaid.", "AADA"],
    ["Clerks may fuel vessels, but if the liters exceed 100 only if prepaid.", "AADA"],
    ["Clerks may fuel vessels, and petrol vessels only if prepaid.", "ADAA"],
    ["Everyone may fuel vessels, but more than 100 liters only by role chief.", "AADD"],
  ])(verifies("authoring.readings", "%s: the others need nothing"), (sentence, expected) => {
    const calls = [
      fuel(50, "diesel", false),
      fuel(50, "petrol", false),
      fuel(200, "diesel", false),
      fuel(200, "petrol", true),
    ];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Doctors may sign reports, but a critical report only if its authorId matches their username.",
    "Doctors can sign reports, but critical ones only if authorId equals their username.",
  ])(verifies("authoring.readings", "%s: reports that are not critical need no author"), (sentence) => {
    const calls = [sign(true, "ann"), sign(true, "bob"), sign(false, "bob"), sign(false, "bob", "clerk")];
    expect(decided(sentence, tools, calls)).toBe("ADAD");
  });

  it(verifies("authoring.refusals", "behind a denial it can be understood in two ways"), () => {
    expect(decided("Block fueling vessels, but more than 100 liters only if prepaid.", tools, [])).toBe(
      "refused",
    );
  });
});
