import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Files___delete_file",
    description: "Delete a file",
    properties: { path: { type: "string" } },
  },
];
const of = (region: string, path = "/a"): SentenceCall => ["Files___delete_file", { path }, { region }];

describe("the claim in brackets", () => {
  it.each([
    ["Users from the region EU (claim region) may delete files.", "AD"],
    ["Users in region EU (region claim) may delete files.", "AD"],
  ])(verifies("authoring.readings", "%s: names the claim of the value before it"), (sentence, expected) => {
    expect(decided(sentence, tools, [of("EU"), of("claim")])).toBe(expected);
  });

  it.each([
    "Users in the EU (claim region) may not delete files.",
    "Block deleting of /etc/shadow.",
    "Deny deletion of /var/log/syslog.",
  ])(verifies("authoring.refusals", "%s: neither “claim” nor what lies below is certain"), (sentence) => {
    expect(decided(sentence, tools, [of("EU")])).toBe("refused");
  });
});
