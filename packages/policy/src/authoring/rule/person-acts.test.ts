import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Roster___swap_duty",
    description: "Swap the duties of two crew members",
    properties: { fromCrewId: { type: "string" }, reason: { type: "string" } },
  },
  {
    action: "Roster___assign_crew",
    description: "Assign crew members to a flight",
    properties: { flight: { type: "string" } },
  },
  {
    action: "Vault___read_document",
    description: "Read a document",
    properties: { documentId: { type: "string" } },
  },
];
const calls: readonly SentenceCall[] = [
  ["Roster___swap_duty", { fromCrewId: "c", reason: "ill" }],
  ["Roster___assign_crew", { flight: "f" }],
  ["Vault___read_document", { documentId: "d-7" }],
];

describe("people whom the tools are about too", () => {
  it.each([
    "Allow crew to swap duties",
    "Allow crew members to swap duties with a reason",
    "Let crew swap duties",
    "Block crew from swapping duties",
  ])(verifies("authoring.refusals", "%s: says who may, and not certainly by which claim"), (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("refused");
  });

  it.each([
    ["Allow crew to be assigned", "DAD"],
    ["Allow assigning crew to flights", "DAD"],
    ["Allow users with role crew to swap duties", "DDD"],
  ])(verifies("authoring.readings", "%s: is certain"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("what things are, where only their number is an argument", () => {
  it.each([
    "Allow users to read documents except confidential ones",
    "Allow users to read documents but not confidential ones",
    "Allow users to read documents other than sealed",
    "Allow users to read all documents except sealed ones",
  ])(verifies("authoring.refusals", "%s: is no document's number"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });

  it.each([
    ["Allow users to read documents except d-7", "DDD"],
    ['Allow users to read documents other than "charter"', "DDA"],
  ])(verifies("authoring.readings", "%s: is one"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
