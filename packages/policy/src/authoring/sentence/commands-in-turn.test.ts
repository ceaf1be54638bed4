import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Cover___raise_limit",
    description: "Raise the limit of a cover",
    properties: { limit: { type: "integer" }, kind: { type: "string" } },
    required: ["limit", "kind"],
  },
  { action: "Cover___read_cover", description: "Read a cover", properties: {} },
  { action: "Cover___delete_cover", description: "Delete a cover", properties: {} },
  {
    action: "POST___POST:/v1/messages",
    description: "Send messages",
    properties: { model: { type: "string" } },
  },
];
const clare = { username: "clare" };
const raise = (limit: number, claims: Readonly<Record<string, string>> = clare): SentenceCall => [
  "Cover___raise_limit",
  { limit, kind: "auto-1" },
  claims,
];
const read: SentenceCall = ["Cover___read_cover", {}, clare];
const erase: SentenceCall = ["Cover___delete_cover", {}, clare];
const post = (model: string): SentenceCall => ["POST___POST:/v1/messages", { model }, clare];

describe("commands in turn", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      'Allow the user with username "clare" to raise limits, forbid raising a limit to more than 50, and forbid deleting covers.',
      [raise(50), raise(51), erase, read, raise(5, {})],
      "ADDDD",
    ],
    [
      "Allow reading covers, allow the user clare to delete covers, and block raising limits.",
      [read, erase, raise(5)],
      "AAD",
    ],
    ["Allow POST /v1/messages only when the model matches claude-*.", [post("claude-1"), post("x")], "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Allow reading covers, allow deleting covers, and allow raising limits when the limit is below 5.",
    "Allow reading covers, block raising limits, and block it for interns.",
  ])(verifies("authoring.refusals", "%s: what stands at the end may be said of all"), (sentence) => {
    expect(decided(sentence, tools, [read])).toBe("refused");
  });
});
