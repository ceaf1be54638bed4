import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Pay___send_payment",
    description: "Send a payment to a payee",
    properties: {
      payee: { type: "string" },
      amount: { type: "integer" },
      currency: { type: "string" },
      memo: { type: "string" },
    },
  },
  {
    action: "Stream___play_title",
    description: "Play a title",
    properties: {
      maturity: { type: "integer" },
      resolution: { type: "string", enum: ["SD", "HD", "4K"] },
    },
  },
  {
    action: "School___view_transcript",
    description: "View the transcript of a student",
    properties: { studentId: { type: "string" } },
  },
  {
    action: "Law___release_hold",
    description: "Release a hold",
    properties: { approvals: { type: "integer" } },
  },
];
const pay = (amount: number, currency: string, memo?: string): SentenceCall => [
  "Pay___send_payment",
  { payee: "Ann", amount, currency, ...(memo === undefined ? {} : { memo }) },
];
const play = (resolution: string, tier: string): SentenceCall => [
  "Stream___play_title",
  { maturity: 4000, resolution },
  { tier },
];

describe("words that may be taken for something else", () => {
  it.each([
    "Block payments above 100 unless they are in USD.",
    "Block sending payments above 100 unless it is in USD.",
  ])(verifies("authoring.readings", "%s: what they are in is the currency, and no payee"), (sentence) => {
    expect(decided(sentence, tools, [pay(200, "USD"), pay(200, "EUR"), pay(50, "EUR")], true)).toBe("ADA");
  });

  it.each([
    "Block payments above 100 unless they are in USD and have a memo.",
    "Block payments above 100 unless they have a memo and are in USD.",
  ])(verifies("authoring.readings", "%s: both are needed"), (sentence) => {
    const calls = [pay(200, "USD", "x"), pay(200, "USD"), pay(200, "EUR", "x"), pay(50, "EUR")];
    expect(decided(sentence, tools, calls, true)).toBe("ADDA");
  });

  it.each([
    "Block playing 4K titles for users not in tier premium.",
    "Block 4K titles except for users with tier premium.",
  ])(verifies("authoring.readings", "%s: 4K is a resolution, and not 4,000"), (sentence) => {
    const calls = [play("4K", "free"), play("4K", "premium"), play("HD", "free")];
    expect(decided(sentence, tools, calls, true)).toBe("DAA");
  });

  it(verifies("authoring.readings", "after one hour and before an earlier one is the night"), () => {
    const [sentence, other] = [
      "Block payments after 18:00 UTC and before 13:00 UTC.",
      "Block payments after 18:00 UTC and before 8:00 UTC.",
    ];
    // the calls are made at noon
    expect(decided(sentence, tools, [pay(1, "USD")], true)).toBe("D");
    expect(decided(other, tools, [pay(1, "USD")], true)).toBe("A");
  });

  it(verifies("authoring.refusals", "what is one's own for the first callers is not for the second"), () => {
    const sentence = "Students may view their own transcripts, teachers all transcripts.";
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it(verifies("authoring.refusals", "those who approve may be others than those who call"), () => {
    expect(decided("Holds may be released with two approvals by partners.", tools, [])).toBe("refused");
  });
});
