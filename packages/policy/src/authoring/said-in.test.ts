import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { saysNumber, saysText } from "./said-in.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(
  [
    {
      action: "Pay___send",
      inputSchema: {
        type: "object",
        properties: {
          amount: { type: "integer" },
          feeCents: { type: "integer" },
          waitMinutes: { type: "integer" },
        },
      },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/pay" },
);

describe("what a text says", () => {
  it.each<[string, string, boolean]>([
    ["Let managers pay", "manager", true],
    ["Let users in group ops-team pay", "ops_team", true],
    ["Pay in Canada", "CA", true],
    ["Pay in the United Kingdom", "UK", true],
    ["Pay in Canada", "US", false],
    ["Let people pay", "admin", false],
    ["Let people pay to /public/x", "/public/", true],
    ["Let people pay", "*", false],
    ["Let people pay", "", false],
  ])(verifies("generations.model-invents", "%s: %s is said: %s"), (text, value, is) => {
    expect(saysText(text, value)).toBe(is);
  });

  it.each<[string, string, string, boolean]>([
    ["less than $500", "amount", "500", true],
    ["less than five hundred dollars", "amount", "500", true],
    ["less than $500", "amount", "5000", false],
    ["less than $500", "feeCents", "50000", true],
    ["less than $500", "feeCents", "500", false],
    ["at most two hours", "waitMinutes", "120", true],
    ["at most two hours", "waitMinutes", "2", false],
    ["a small sum", "amount", "500", false],
  ])(verifies("generations.model-invents", "%s, of %s: %s is said: %s"), (text, name, value, is) => {
    const field = vocabulary.tools[0]?.fields.find(({ path }) => path[0] === name);
    expect(field !== undefined && saysNumber(text, value, field)).toBe(is);
  });
});
