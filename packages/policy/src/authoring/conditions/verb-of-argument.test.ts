import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const integer = { type: "integer" };
const text = { type: "string" };
const tools: readonly SentenceTool[] = [
  {
    action: "Gate___issue_badge",
    description: "Issue a badge",
    properties: { holder: text, expiresInDays: integer, zones: integer },
  },
  {
    action: "Locks___lock_account",
    description: "Lock an account",
    properties: { accountId: text, lockMinutes: integer },
  },
  {
    action: "Mail___grant_mailbox",
    description: "Grant a mailbox",
    properties: { validForDays: integer, quota: integer },
  },
];
const badge = (days: number): SentenceCall => [
  "Gate___issue_badge",
  { holder: "h", expiresInDays: days, zones: 1 },
];
const mailbox = (days: number): SentenceCall => ["Mail___grant_mailbox", { validForDays: days, quota: 1 }];

describe("what a thing does, said by the verb of an argument", () => {
  it.each([
    ["Allow badges to be issued only when they expire in 30 days or less", "AAD"],
    ["Allow issuing badges if they expire within 30 days", "AAD"],
    ["Allow issuing badges that expire in fewer than 30 days", "ADD"],
    ["Badges may be issued if the badge expires after at most 30 days", "AAD"],
    ["Users may issue badges, but they must expire within 30 days", "AAD"],
    ["Allow issuing badges that expire within 4 weeks", "ADD"],
    // exactly so many, or up to so many
    ["Allow issuing badges that expire in 30 days", "refused"],
    // the caller does not expire
    ["Allow issuing badges when the user expires within 30 days", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [badge(10), badge(30), badge(31)])).toBe(expected);
  });

  it.each([
    ["Block issuing badges that expire after more than 30 days", "AAD"],
    ["Block issuing badges unless they expire within 30 days", "AAD"],
    ["Forbid issuing badges if the badge expires in less than 30 days", "DAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [badge(10), badge(30), badge(31)], true)).toBe(expected);
  });

  it(verifies("authoring.readings", "of a state as of a deed"), () => {
    const sentence = "Allow granting a mailbox when it is valid for at most 30 days";
    expect(decided(sentence, tools, [mailbox(30), mailbox(31)])).toBe("AD");
  });
});
