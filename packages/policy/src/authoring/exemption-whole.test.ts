import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Bank___allow_overdraft",
    description: "Allow an overdraft",
    properties: { limit: { type: "integer", description: "Limit in dollars" }, days: { type: "integer" } },
  },
];
const draft = (limit: number, days: number): SentenceCall => ["Bank___allow_overdraft", { limit, days }];
/** Little for short, much for short, little for long, very much for short. */
const calls = [draft(5, 5), draft(600, 5), draft(5, 40), draft(2000, 5)];

describe("all that an exception says", () => {
  it.each([
    ["Allow overdrafts but not over 500 or over 30 days", "ADDD"],
    ["Allow overdrafts unless over $500 or over 30 days", "ADDD"],
    ["Allow overdrafts unless over 500 or for over 30 days", "refused"],
    ["Allow overdrafts but not over 500 or for over 30 days", "refused"],
    ["Allow overdrafts but not both over 500 and for over 30 days", "refused"],
    ["Allow overdrafts if limit is not over 500 and under 1000", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
