import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const texts = { type: "array", items: { type: "string" } };
const tools = [
  {
    action: "Press___issue_bulletin",
    description: "Issue a bulletin",
    properties: { headline: { type: "string" }, regions: texts },
  },
  {
    action: "Jobs___post_vacancy",
    description: "Post a vacancy",
    properties: {
      wageMin: { type: "integer", description: "In dollars" },
      wageMax: { type: "integer", description: "In dollars" },
    },
  },
];
const issue = (...regions: readonly string[]): SentenceCall => [
  "Press___issue_bulletin",
  { headline: "north and south", regions },
  { role: "editor" },
];
const calls = [
  issue("north", "south"),
  issue("south", "north", "east"),
  issue("north"),
  issue("south"),
  issue("east"),
];
const post = (wageMin: number, wageMax: number): SentenceCall => [
  "Jobs___post_vacancy",
  { wageMin, wageMax },
  { role: "editor" },
];

describe("several values of a list", () => {
  it.each([
    ['Block issuing bulletins unless the regions include "north" and "south".', "AADDD"],
    ['Bulletins have to contain the regions "north" and "south".', "AADDD"],
    ['Bulletins must contain regions "north" and "south" or issuing is denied.', "AADDD"],
    ['Issuing a bulletin requires the regions "north" and "south".', "AADDD"],
    ['Bulletins must be in the regions "north" and "south".', "AADDD"],
    ['Allow issuing bulletins whose regions contain "north" and "south".', "AADDD"],
    ['Allow issuing bulletins whose regions contain "north" or "south".', "AAAAD"],
    ['Block issuing bulletins if the regions include both "north" and "south".', "DDAAA"],
    ['Block issuing bulletins in the regions "north" and "south".', "DDDDA"],
    ['Allow issuing bulletins if the headline contains both "north" and "south".', "AAAAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, !sentence.startsWith("Allow"))).toBe(expected);
  });

  it.each([
    'Allow issuing bulletins in the regions "north" and "south".',
    'Bulletins may only be issued in the regions "north" and "south".',
    'Block issuing bulletins if the regions include "north" and "south".',
    'Allow issuing bulletins unless the regions include "north" and "south".',
  ])(verifies("authoring.refusals", "%s: all or one of them"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});

describe("an argument for the least and one for the most", () => {
  it.each([
    ["Block posting vacancies with a maximum wage above $900.", "ADD"],
    ["Block posting vacancies with a minimum wage above $900.", "AAD"],
    ["Block posting vacancies whose wageMax exceeds $900.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const vacancies = [post(100, 800), post(100, 1000), post(950, 1000)];
    expect(decided(sentence, tools, vacancies, true)).toBe(expected);
  });

  it.each([
    "Allow posting vacancies with a wage below $900.",
    "Block posting vacancies with a wage above $900.",
    "Vacancies may be posted when the wage is under $900.",
  ])(verifies("authoring.refusals", "%s: either may be meant"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
