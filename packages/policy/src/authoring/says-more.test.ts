import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const text = { type: "string" };
const count = { type: "integer" };
const tools = [
  {
    action: "Forge___merge_request",
    description: "Merge a request",
    properties: {
      branch: text,
      approvals: { ...count, description: "Number of approvals" },
      checksPassed: { type: "boolean" },
    },
  },
  {
    action: "Forge___add_collaborator",
    description: "Give a person access to a repository",
    properties: { repo: text, permission: { type: "string", enum: ["read", "write", "admin"] } },
  },
  { action: "Forge___delete_repo", description: "Delete a repository", properties: { repo: text } },
  {
    action: "Forge___send_wire",
    description: "Send a wire",
    properties: { beneficiaryCountry: text, amount: count },
  },
];
const merge = (branch: string, approvals: number, role = "clerk"): SentenceCall => [
  "Forge___merge_request",
  { branch, approvals, checksPassed: true },
  { role },
];
const add = (permission: string): SentenceCall => [
  "Forge___add_collaborator",
  { repo: "core", permission },
  {},
];
/** Merging into main with 0 approvals and 3, adding as reader and admin, deleting, sending to the US. */
const calls: readonly SentenceCall[] = [
  merge("main", 0),
  merge("main", 3),
  add("read"),
  add("admin"),
  ["Forge___delete_repo", { repo: "core" }, {}],
  ["Forge___send_wire", { beneficiaryCountry: "US", amount: 5 }, {}],
];

describe("what says more than that an argument is there, or than its value", () => {
  it.each([
    ["Allow adding collaborators with read permission", "DDADDD"],
    ["Allow adding collaborators with permission to read", "DDADDD"],
    // a number of them may be none
    ["Allow merging requests with approvals", "DADDDD"],
    ["Allow merging requests with all approvals", "refused"],
    ["Allow merging requests with 2 approvals from managers", "refused"],
    // adjectives and denials are no values
    ["Allow merging requests into protected branches", "refused"],
    ["Allow merging requests into non-main branches", "refused"],
    ["Allow merging requests into any branch including main", "refused"],
    // an article that nothing follows, a verb that is no value, an end of the way that is the other one
    ["Allow adding collaborators to repo a", "refused"],
    ["Allow merging requests into dev or deleting the repo", "refused"],
    ["Allow sending wires from US", "refused"],
    ["Allow sending wires to US", "DDDDDA"],
    ["Allow everything but deleting repositories", "AAAADA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([["Block adding collaborators unless they have read permission", "refused"]])(
    verifies("authoring.readings", "%s"),
    (sentence, expected) => {
      expect(decided(sentence, tools, calls, true)).toBe(expected);
    },
  );

  it.each([
    ["Allow sending letters with a note", /^refused/],
    ["Block sending letters unless a note is given", /unless \{ context.input has note \}/],
    ["Block sending letters that have no note", /^refused: Every call has "note"/],
    [
      "Block sending letters without a stamp",
      /unless \{ context.input has stamp \}|!\(context.input has stamp\)/,
    ],
  ])(verifies("authoring.refusals", "what every call has tells nothing: %s"), (sentence, expected) => {
    const vocabulary = vocabularyOf(
      [
        {
          action: "Post___send_letter",
          description: "Send a letter",
          inputSchema: { type: "object", properties: { note: text, stamp: text }, required: ["note"] },
        },
      ],
      { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/post" },
    );
    const [only] = translate(sentence, vocabulary);
    const result = only?.result;
    expect(
      result?.kind === "policy"
        ? result.statement.replaceAll(/\s+/g, " ")
        : `${result?.kind}: ${result?.reason}`,
    ).toMatch(expected);
  });
});
