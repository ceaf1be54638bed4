import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const tools = [
  {
    action: "Desk___replace_phone",
    description: "Replace a customer's phone",
    properties: {
      phoneValue: whole,
      proof: text,
      term: { type: "string", enum: ["fall", "spring", "summer"] },
    },
  },
  {
    action: "Desk___publish_prompt",
    description: "Publish a prompt",
    properties: { maxTokens: whole, temperature: { type: "number" } },
  },
  {
    action: "Desk___retire_credits",
    description: "Retire credits",
    properties: { tonnes: whole, beneficiary: text },
  },
] as const;
const phone = (phoneValue: number, more: Readonly<Record<string, string>> = {}) =>
  ["Desk___replace_phone", { phoneValue, ...more }] as const;
const phones = [phone(800), phone(801)];
const proofs = [phone(1), phone(1, { proof: "p" })];
const terms = ["fall", "spring", "summer"].map((term) => phone(1, { term }));
const prompts = [4096, 4097].map(
  (maxTokens) => ["Desk___publish_prompt", { maxTokens, temperature: 0.5 }] as const,
);
const credits = [
  ["Desk___retire_credits", { tonnes: 1000 }],
  ["Desk___retire_credits", { tonnes: 1001 }],
  ["Desk___retire_credits", { tonnes: 1001, beneficiary: "b" }],
] as const;

describe("ordinary wording", () => {
  it.each([
    ["Allow replacing a customer's phone when the phone value is at most $800.", phones, "AD"],
    ["Allow replacing a customer's phone when the phone value is at most 800.", phones, "AD"],
    ["Allow replacing the user's phone.", phones, "refused"],
    ["Allow replacing phones in the fall or the spring term.", terms, "AAD"],
    ["Allow replacing phones in the fall or the winter term.", terms, "refused"],
    ["Allow publishing prompts with at most 4,096 max tokens.", prompts, "AD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
  it.each([
    ["Block phone replacements unless a proof is provided.", proofs, "DA"],
    ["The replacement of phones without a proof is forbidden.", proofs, "DA"],
    ["Require a beneficiary whenever more than 1,000 tonnes of credits are retired.", credits, "ADA"],
    ["Require a beneficiary if credits are retired.", credits, "DDA"],
    ["The retirement of more than 1,000 tonnes of credits is not allowed.", credits, "ADD"],
    ["Deny every tool call, no matter who makes it.", phones, "DD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
