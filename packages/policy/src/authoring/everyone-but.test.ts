import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Vault___read_secret",
    description: "Read a secret",
    properties: { path: { type: "string" } },
  },
  {
    action: "Press___publish_article",
    description: "Publish an article",
    properties: { draft: { type: "boolean" }, section: { type: "string" } },
  },
];
const machine = "arn:aws:sts::111122223333:assumed-role/Clerk";
const readBy = (caller: Record<string, string> | string): SentenceCall => [
  "Vault___read_secret",
  { path: "a" },
  caller,
];
const reads = [readBy({ role: "admin" }), readBy({ role: "clerk" }), readBy({}), readBy(machine)];

describe("everyone but some", () => {
  it.each([
    "Block all but users with role admin from reading secrets.",
    "Block everyone except role admin from reading secrets.",
    "Deny reading secrets to all except users with role admin.",
    "Reading secrets is forbidden for everyone but role admin.",
    "Block anyone without role admin from reading secrets.",
    "Callers who do not have role admin must not read secrets.",
    "Nobody but role admin may read secrets.",
    "Role admin may read secrets, block it for everyone else.",
    "Reading secrets requires role admin, deny it to anyone lacking that role.",
  ])(verifies("authoring.readings", "%s: also those with AWS credentials are denied"), (sentence) => {
    expect(decided(sentence, tools, reads, true)).toBe("ADDD");
  });

  it.each(["Allow everyone except role clerk to read secrets.", "Everyone but role clerk may read secrets."])(
    verifies("authoring.readings", "%s: nobody is allowed whose role is not known"),
    (sentence) => {
      expect(decided(sentence, tools, reads)).toBe("ADDD");
    },
  );

  it(verifies("authoring.readings", "all users but some leaves callers with AWS credentials alone"), () => {
    const sentence = "All users except role admin are blocked from reading secrets.";
    expect(decided(sentence, tools, reads, true)).toBe("ADDA");
  });
});
