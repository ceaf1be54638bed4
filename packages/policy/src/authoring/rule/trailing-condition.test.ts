import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Club___freeze_membership",
    description: "Freeze a membership",
    properties: { weeks: { type: "integer" }, note: { type: "boolean" }, region: { type: "string" } },
  },
];
const freeze = (weeks: number, note: boolean, region = "US"): SentenceCall => [
  "Club___freeze_membership",
  { weeks, note, region },
];
/** 3 and 20 weeks, each without and with a note; 30 weeks with one. */
const calls = [
  freeze(3, false),
  freeze(3, true),
  freeze(20, false),
  freeze(20, true),
  freeze(30, true),
  freeze(20, true, "CA"),
];

describe("a condition behind two alternatives", () => {
  it.each([
    ["Allow freezing memberships for at most 4 weeks, or at most 26 weeks if note is true", "AADADA"],
    ["Allow freezing memberships for up to 4 weeks or up to 26 weeks when there is a note", "AADADA"],
    [
      "Allow freezing memberships if weeks is at most 4, or weeks is at most 26 provided note is true",
      "AADADA",
    ],
    [
      "Allow freezing memberships when either weeks is under 4 or region is CA provided note is true",
      "DADDDA",
    ],
    ["Allow freezing memberships when weeks is under 4, or region is CA provided note is true", "AADDDA"],
    [
      "Allow freezing memberships when weeks is under 4 or region is CA, provided that note is true",
      "DADDDA",
    ],
    // what the commas do not tell
    ["Allow freezing memberships when weeks is under 4 or region is CA provided note is true", "refused"],
    ["Allow freezing memberships for at most 4 weeks or at most 26 weeks, if note is true", "refused"],
    ["Allow freezing memberships when weeks is under 4, or region is CA unless note is true", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block freezing memberships for more than 25 weeks, or more than 10 weeks if note is false", "AADADA"],
    ["Block freezing memberships when weeks is over 25, or region is CA unless note is true", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
