import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Ops___deploy_service",
    description: "Deploy a service",
    properties: { environment: { type: "string", enum: ["staging", "production"] } },
  },
];
const calls: readonly SentenceCall[] = [["Ops___deploy_service", { environment: "staging" }]];

// the calls are made on 1 September 2026, at noon
describe("a period that has a name", () => {
  it.each([
    ["Block deployments during the summer freeze from August 20 to September 3, 2026.", "D"],
    ["Block deployments during the change freeze (2026-08-20 to 2026-09-01).", "D"],
    ["Block deployments during the launch window of October 2026.", "A"],
    ["Block deployments outside the release window of September 1, 2026 through September 4, 2026.", "A"],
    ["Block deployments outside the release window of October 1, 2026 through October 4, 2026.", "D"],
  ])(verifies("authoring.readings", "%s: its dates say all"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Allow deployments during the production window of September 2026.",
    "Block deployments during the freeze of the staging cluster from August 20 to September 3, 2026.",
    "Block deployments during the freeze.",
  ])(verifies("authoring.refusals", "%s: says more, or too little"), (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("refused");
  });
});
