import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Vault___destroy_secret",
    description: "Destroy a secret",
    properties: { ticket: { type: "string" }, confirm: { type: "boolean" }, owner: { type: "string" } },
  },
];
const destroy = (input: SentenceCall[1], claims: Record<string, string>): SentenceCall => [
  "Vault___destroy_secret",
  input,
  claims,
];

describe("what the caller and the call need", () => {
  it.each([
    "Destroying a secret requires the scope secrets:destroy and a ticket.",
    "Destroying secrets requires a ticket and the scope secrets:destroy.",
    "A ticket and the scope secrets:destroy are required to destroy secrets.",
    "To destroy secrets, scope secrets:destroy and a ticket are required.",
  ])(verifies("authoring.readings", "%s: neither alone is enough"), (sentence) => {
    const scope = { scope: "openid secrets:destroy" };
    const calls = [
      destroy({ ticket: "T-1" }, scope),
      destroy({}, scope),
      destroy({ ticket: "T-1" }, {}),
      destroy({}, {}),
    ];
    expect(decided(sentence, tools, calls, true)).toBe("ADDD");
  });

  it(verifies("authoring.readings", "a word that names a flag is no second scope"), () => {
    const sentence = "Destroying a secret requires the scope secrets:destroy and confirmation.";
    const scope = { scope: "secrets:destroy" };
    const calls = [destroy({ confirm: true }, scope), destroy({ confirm: false }, scope), destroy({}, {})];
    expect(decided(sentence, tools, calls, true)).toBe("ADD");
  });

  it.each([
    "Destroying secrets requires roles admin and owner.",
    "Destroying secrets requires a ticket and an owner or confirm.",
    "Destroying secrets requires the scope secrets:destroy and approval.",
  ])(verifies("authoring.refusals", "%s: it is not certain what is needed"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
