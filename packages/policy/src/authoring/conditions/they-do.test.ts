import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Plan___exercise_options",
    description: "Exercise stock options",
    properties: { employeeId: { type: "string" }, shares: { type: "integer" } },
  },
  {
    action: "Store___order_parts",
    description: "Order spare parts",
    properties: { part: { type: "string" }, quantity: { type: "integer" } },
  },
];
const exercise = (shares: number, employeeId = "ann"): SentenceCall => [
  "Plan___exercise_options",
  { employeeId, shares },
  { username: "ann" },
];

describe("how much of it callers do", () => {
  it.each([
    "Users can exercise options if they exercise no more than 1,000 shares.",
    "Users can exercise options when they exercise at most 1,000 shares.",
    "Users may exercise options as long as they exercise fewer than 1,001 shares.",
  ])(verifies("authoring.readings", "%s: is what the tool counts"), (sentence) => {
    expect(decided(sentence, tools, [exercise(1000), exercise(1001)])).toBe("AD");
  });

  it.each([
    "Block users from exercising options if they exercise more than 1,000 shares.",
    "Nobody may exercise options if they exercise over 1,000 shares.",
  ])(verifies("authoring.readings", "%s: denies more"), (sentence) => {
    expect(decided(sentence, tools, [exercise(1000), exercise(1001)], true)).toBe("AD");
  });

  it(verifies("authoring.readings", "their own, and so much of it"), () => {
    const sentence =
      "Users can exercise options if the employee ID is their own username and they exercise no more than 1,000 shares.";
    expect(decided(sentence, tools, [exercise(1000), exercise(1001), exercise(5, "bob")])).toBe("ADD");
  });

  it.each([
    "Users can exercise options if they order no more than 1,000 shares.",
    "Users can exercise options if they sold no more than 1,000 shares.",
  ])(verifies("authoring.refusals", "%s: is another act"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
