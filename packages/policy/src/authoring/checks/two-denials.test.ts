import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Risk___block_merchant",
    description: "Block a merchant",
    properties: { score: { type: "integer" }, evidence: { type: "string" } },
  },
  {
    action: "Risk___run_backfill",
    description: "Run a backfill",
    properties: { environment: { type: "string", enum: ["dev", "qa", "prod"] }, days: { type: "integer" } },
  },
];
const calls = [
  ["Risk___run_backfill", { environment: "prod", days: 5 }, {}],
  ["Risk___run_backfill", { environment: "prod", days: 50 }, {}],
  ["Risk___run_backfill", { environment: "dev", days: 50 }, {}],
] as const;

describe("“and for” in a denial", () => {
  it.each([
    "Deny blocking merchants with evidence and for scores under 50.",
    "Block running backfills in prod and for more than 30 days.",
    "Block blocking merchants with scores under 50, and with evidence.",
    "Nobody may run backfills in prod and for over 30 days.",
  ])(verifies("authoring.refusals", "both, or each: %s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Block running backfills in prod for more than 30 days.", "ADA"],
    ["Block running backfills when the environment is prod and days is more than 30.", "ADA"],
    ["Block running backfills for prod and for dev.", "DDD"],
    ["Block users with role clerk and with tier gold from running backfills in prod.", "AAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
