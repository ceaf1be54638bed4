import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Studio___rent_studio",
    description: "Rent a music studio",
    properties: { city: text, hours: { type: "integer" }, band: text },
  },
  {
    action: "Studio___ship_drums",
    description: "Ship drums to a band",
    properties: { bandId: text, country: { type: "string", description: "ISO country code" } },
  },
  { action: "Studio___open_branch", description: "Open a branch", properties: { locationCode: text } },
];
const cities = ["Lyon", "New York", "Oslo"].map(
  (city) => ["Studio___rent_studio", { city, hours: 3, band: "b" }] as const,
);
const lands = ["US", "CA", "UK"].map((country) => ["Studio___ship_drums", { bandId: "b", country }] as const);

describe("where something is, without the argument's name", () => {
  it.each([
    ["Allow renting a studio in Lyon or Oslo.", "ADA"],
    ["Allow users to rent a studio for 1 to 5 hours in Lyon, Oslo or New York.", "AAA"],
    ["Users may rent studios in New York for up to 4 hours", "DAD"],
    ["Allow renting a studio outside Oslo", "AAD"],
    ["Allow renting studios in Oslo only", "DDA"],
    // many towns, or a language
    ["Allow renting a studio in Norway", "refused"],
    ["Allow renting a studio in Texas", "refused"],
    ["Allow renting a studio in South America", "refused"],
    ["Allow renting a studio in German", "refused"],
    ["Allow renting a studio in March", "refused"],
    ["Allow opening a branch in Oslo", "refused"],
    ["Allow shipping drums in Canada", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, cities)).toBe(expected);
  });

  it.each([
    ["Allow shipping drums in the US.", "ADD"],
    ["Ship drums only to bands in the US or CA.", "AAD"],
    ["Ship drums only in the US or the UK", "ADA"],
    ["Drums may be shipped only to bands in the US.", "ADD"],
    ["Allow shipping drums to bands outside the US", "DAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, lands)).toBe(expected);
  });
});
