import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Cover___file_claim",
    description: "File a claim",
    properties: { claimType: { ...text, enum: ["fire", "water", "theft"] }, tariff: text },
    required: ["claimType", "tariff"],
  },
  {
    action: "Cover___quote_premium",
    description: "Quote a premium",
    properties: {
      risk: { type: "object", properties: { region: text, priorClaims: { type: "integer" } } },
    },
  },
  { action: "Cover___get_policy", description: "Read a policy", properties: {} },
];
const file = (claimType: string, tariff = "home-1"): SentenceCall => [
  "Cover___file_claim",
  { claimType, tariff },
  { role: "clerk" },
];
const quote = (region: string, priorClaims: number): SentenceCall => [
  "Cover___quote_premium",
  { risk: { region, priorClaims } },
  { role: "clerk" },
];
const read: SentenceCall = ["Cover___get_policy", {}, { role: "clerk" }];

describe("kinds that brackets or a colon list", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Allow filing claims for the claim types the business covers (fire, water).",
      [file("fire"), file("theft")],
      "AD",
    ],
    [
      'Allow filing claims for any domestic tariff (one that begins with "home").',
      [file("fire"), file("fire", "car")],
      "AD",
    ],
    ["Allow both tools (get_policy and file_claim).", [read, file("fire"), quote("us-west", 0)], "AAD"],
    ["Allow all two tools (get_policy and file_claim).", [read, file("fire"), quote("us-west", 0)], "AAD"],
    ["Allow all three tools (get_policy and file_claim).", [read], "refused"],
    ["Allow all read tools (such as get_policy and file_claim).", [read], "refused"],
    [
      "Allow premium quotes only for homes with no prior claims in a supported region (us-west or us-east).",
      [quote("us-west", 0), quote("us-west", 1), quote("eu-west", 0)],
      "ADD",
    ],
    [
      "Allow premium quotes only for homes with no prior claims in us-west or us-east.",
      [quote("us-east", 0), quote("eu-west", 0)],
      "AD",
    ],
    ["Allow premium quotes for homes with at most 2 prior claims.", [quote("x", 2), quote("x", 3)], "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Block the clerk role from any tool that writes: file_claim and quote_premium.",
      [file("fire"), quote("x", 0), read],
      "DDA",
    ],
    [
      "Block any tool (file_claim, quote_premium) after 11:00 UTC.",
      [file("fire"), quote("x", 0), read],
      "DDA",
    ],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
