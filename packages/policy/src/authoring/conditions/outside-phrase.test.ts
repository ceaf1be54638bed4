import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Vault___read_secret",
    description: "Read a secret",
    properties: { path: { type: "string" }, environment: { type: "string", enum: ["dev", "test", "prod"] } },
  },
  {
    action: "Desk___escalate_ticket",
    description: "Escalate a ticket to the next level",
    properties: { level: { type: "integer" } },
  },
];
const read = (environment: string): SentenceCall => ["Vault___read_secret", { path: "a", environment }];
const reads = [read("dev"), read("test"), read("prod")];

describe("all values but some", () => {
  it.each([
    "Allow reading secrets outside prod.",
    "Allow reading secrets outside of production.",
    "Allow reading secrets everywhere except prod.",
    "Allow reading secrets everywhere but in prod.",
    "Secrets may be read anywhere but in production.",
    "Allow reading secrets in dev and test, not prod.",
    "Allow reading secrets in every environment except production.",
  ])(verifies("authoring.readings", "%s: those that are left out are denied"), (sentence) => {
    expect(decided(sentence, tools, reads)).toBe("AAD");
  });

  it.each([
    "Block reading secrets in production.",
    "Block reading production secrets.",
    "Block reading secrets when the environment is production.",
    "Secrets in production may not be read.",
  ])(verifies("authoring.readings", "%s: the argument knows it as prod"), (sentence) => {
    expect(decided(sentence, tools, reads, true)).toBe("AAD");
  });

  it(verifies("authoring.refusals", "no level is both at most 2 and 3"), () => {
    const sentence = "Allow escalating tickets to level 2 at most and level 3 by supervisors.";
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
