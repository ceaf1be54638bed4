import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const number = { type: "integer" };
const tools = [
  {
    action: "Yard___tow_boat",
    description: "Tow a boat of a member in arrears",
    properties: {
      boatId: { type: "string" },
      daysLate: number,
      yearsUnused: number,
      cleanedPercent: number,
      peopleAboard: number,
      photosProvided: { type: "boolean" },
    },
  },
];
const tow = (input: Record<string, number | boolean>): SentenceCall => [
  "Yard___tow_boat",
  {
    boatId: "b",
    daysLate: 30,
    yearsUnused: 3,
    cleanedPercent: 90,
    peopleAboard: 0,
    photosProvided: true,
    ...input,
  },
  { username: "ann" },
];

describe("a number of the tool, told of the thing itself", () => {
  const calls = [
    tow({}),
    tow({ daysLate: 31 }),
    tow({ yearsUnused: 2 }),
    tow({ cleanedPercent: 89 }),
    tow({ peopleAboard: 1 }),
  ];
  it.each([
    ["Allow a boat to be towed only when the member is more than 30 days late.", "DADDD"],
    ["Allow a boat to be towed only when the member is more than 30 days early.", "refused"],
    ["Allow a boat to be towed only when the captain is more than 30 days late.", "refused"],
    ["Allow towing boats only when the boat has been unused for at least 3 years.", "AADAA"],
    ["Allow towing boats only when the boat has been unused for at least 3 months.", "refused"],
    ["Allow towing boats only when at least 90 percent of the boats were cleaned.", "AAADA"],
    ["Allow towing boats only when at least 90 percent of the boats were painted.", "refused"],
    ["Allow towing boats only when at least 90 boats were cleaned.", "refused"],
    ["Allow towing boats only when there are no people aboard.", "AAAAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Nobody may tow a boat while there are people aboard.", "AAD"],
    ["Towing a boat requires photos.", "ADA"],
    ["Towing a boat requires captains.", "refused"],
  ])(verifies("authoring.readings", "%s denies what it says"), (sentence, expected) => {
    const all = [tow({}), tow({ photosProvided: false }), tow({ peopleAboard: 1 })];
    expect(decided(sentence, tools, all, true)).toBe(expected);
  });
});
