import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const tools = [
  {
    action: "Spa___cancel_treatment",
    description: "Cancel a treatment",
    properties: { treatmentId: { type: "string" }, hoursBefore: { type: "integer" } },
  },
];
const calls = [23, 24, 25].map(
  (hoursBefore) => ["Spa___cancel_treatment", { treatmentId: "t", hoursBefore }] as const,
);

describe("so much time before something", () => {
  it.each([
    ["Treatments can be cancelled up to 24 hours before.", "refused"],
    ["Anyone may cancel a treatment up to a full day before.", "refused"],
    ["Anyone may cancel a treatment at least 24 hours before.", "DAA"],
    ["Anyone may cancel a treatment when hoursBefore is at most 24.", "AAD"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
