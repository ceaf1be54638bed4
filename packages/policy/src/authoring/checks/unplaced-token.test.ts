import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { tokensOf } from "../words/tokens.ts";
import { unplacedToken } from "./unplaced-token.ts";

const vocabulary = vocabularyOf(
  [
    {
      action: "Vault___destroy_secret",
      description: "Destroy a secret",
      inputSchema: {
        type: "object",
        properties: {
          path: { type: "string" },
          ticket: { type: "string" },
          days: { type: "integer" },
          approved: { type: "boolean" },
        },
      },
    },
    { action: "Vault___read_secret", description: "Read a secret", inputSchema: { type: "object" } },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/vault" },
);
const [destroy] = vocabulary.tools;
const field = (name: string) => {
  const found = destroy?.fields.find(({ path }) => path[0] === name);
  if (found === undefined) throw new Error(`no argument ${name}`);
  return found;
};
const role: Condition = { kind: "claim", claim: "role", test: "is", values: ["vault-admin"] };
const days: Condition = { kind: "order", field: field("days"), order: "<=", value: "30" };

function unplaced(sentence: string, when: Condition | undefined, condition: Condition | undefined = role) {
  const rule: Rule = {
    effect: "permit",
    who: { kind: "users", condition },
    tools: { kind: "tools", tools: destroy === undefined ? [] : [destroy] },
    when,
    unless: undefined,
  };
  return unplacedToken(tokensOf(sentence), rule, vocabulary)?.text.trim();
}

describe("what no part of a rule says", () => {
  it.each<[string, Condition | undefined, string | undefined]>([
    ["Users with role vault-admin may destroy secrets", undefined, undefined],
    ["Help desk staff (role vault-admin) may destroy secrets", undefined, undefined],
    ["Users with role vault-admin may destroy secrets with a ticket", undefined, "ticket"],
    ["Users with role vault-admin may destroy and read secrets", undefined, "read"],
    ["Users with role vault-admin may destroy secrets up to 30 days", undefined, "30"],
    ["Users with role vault-admin may destroy secrets up to 30 days", days, undefined],
    ["Users with role vault-admin may destroy secrets up to 90 days", days, "90"],
    ["Users with role vault-admin may destroy secrets of a month", undefined, "month"],
    ["Users with role vault-admin may destroy approved secrets", undefined, "approved"],
    [
      "Users with role vault-admin may destroy unapproved secrets",
      { kind: "flag", field: field("approved"), value: false },
      undefined,
    ],
    ['Users with role vault-admin may destroy secrets under "prod"', undefined, "prod"],
    [
      'Users with role vault-admin may destroy secrets under "prod"',
      { kind: "text", field: field("path"), test: "starts", values: ["prod"] },
      undefined,
    ],
    ["Users with role vault-admin may destroy secrets after 9 am", undefined, "9 am"],
    ["Users with role vault-admin may cheerfully destroy secrets", undefined, "cheerfully"],
  ])(verifies("authoring.refusals", "%s, of a rule with %j: %s"), (sentence, when, word) => {
    const found = unplaced(sentence, when);
    expect(word === undefined ? found : found?.slice(0, word.length)).toBe(word);
  });
});
