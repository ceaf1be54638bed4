import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Desk___approve_customer",
    description: "Approve a new customer",
    properties: {
      riskScore: { type: "integer" },
      countryOfResidence: { type: "string" },
      channel: { type: "string", enum: ["web", "branch", "phone"] },
      highRisk: { type: "boolean" },
      taxExempt: { type: "boolean" },
    },
  },
];
const approve = (riskScore: number, countryOfResidence: string, channel = "web"): SentenceCall => [
  "Desk___approve_customer",
  { riskScore, countryOfResidence, channel, highRisk: false, taxExempt: false },
];
const flagged = (highRisk: boolean, taxExempt: boolean): SentenceCall => [
  "Desk___approve_customer",
  { riskScore: 1, countryOfResidence: "FR", channel: "web", highRisk, taxExempt },
];

describe("arguments side by side with their values", () => {
  it.each([
    "Allow approving customers with a risk score below 40 and a country of residence of FR, BE or LU.",
    "Allow approving customers with a country of residence of FR, BE or LU and a risk score below 40.",
    "Allow approving customers with a risk score below 40 and country of residence FR, BE or LU.",
    "Allow approving customers with country of residence FR, BE or LU and risk score below 40.",
    "Allow approving customers when the risk score is below 40 and the country of residence is FR, BE or LU.",
    "Customers with a risk score under 40 and the country of residence FR, BE or LU may be approved.",
  ])(verifies("authoring.readings", "%s: both are needed"), (sentence) => {
    const calls = [approve(39, "FR"), approve(39, "LU"), approve(40, "FR"), approve(39, "RU")];
    expect(decided(sentence, tools, calls)).toBe("AADD");
  });

  it.each([
    ["Block approving customers with a risk score of 60 or more and channel web or phone.", "DADA"],
    ["Block approving customers with a risk score above 59 and the channel web.", "DAAA"],
  ])(verifies("authoring.readings", "%s: values an argument can have"), (sentence, expected) => {
    const calls = [
      approve(60, "FR", "web"),
      approve(60, "FR", "branch"),
      approve(60, "FR", "phone"),
      approve(59, "FR", "web"),
    ];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Allow approving customers with a risk score below 40 and country of residence nearby.",
    "Allow approving customers with country of residence FR and risk score under 5 or channel web.",
    "Allow approving customers with a risk score below 40 and channel FR or a risk score below 2.",
    "Allow approving customers with a risk score below 40 and country of residence FR or channel web.",
  ])(verifies("authoring.refusals", "%s: is not certain"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});

describe("adjectives of several words", () => {
  it.each([
    ["Block approving high-risk customers.", "DADA"],
    ["Block approving tax-exempt customers.", "DDAA"],
    ["Block approving non-tax-exempt customers.", "AADD"],
    ["Tax-exempt customers may not be approved.", "DDAA"],
    ["Tax-exempt customers must never be approved.", "DDAA"],
  ])(verifies("authoring.readings", "%s: name the flag of the same words"), (sentence, expected) => {
    const calls = [flagged(true, true), flagged(false, true), flagged(true, false), flagged(false, false)];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each(["Block approving low-risk customers.", "Block approving tax-paying customers."])(
    verifies("authoring.refusals", "%s: name none"),
    (sentence) => {
      expect(decided(sentence, tools, [])).toBe("refused");
    },
  );
});
