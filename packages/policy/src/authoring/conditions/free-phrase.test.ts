import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Vault___read_secret",
    description: "Read a secret",
    properties: {
      path: { type: "string" },
      environment: { type: "string" },
      uses: { type: "integer", description: "Number of uses" },
      kind: { type: "string", enum: ["token", "password"] },
    },
  },
];
const read = (environment: string, uses: number, kind: string, role = "sre"): SentenceCall => [
  "Vault___read_secret",
  { path: "p", environment, uses, kind },
  { role },
];
const calls = [
  read("dev", 1, "token"),
  read("prod", 90, "token"),
  read("prod", 1, "password"),
  read("dev", 90, "password", "dev"),
];

describe("words that say there is no condition", () => {
  it.each([
    ["Users with role sre can read secrets in every environment", "AAAD"],
    ["Users with role sre can read secrets in all environments", "AAAD"],
    ["Users with role sre can read secrets with an unlimited number of uses", "refused"],
    ["Users with role sre can read secrets without limit", "AAAD"],
    ["Users with role sre can read secrets in all environments except prod", "ADDD"],
    [
      "Users with role dev can read secrets in environment dev, users with role sre in every environment",
      "AAAA",
    ],
    ["Users with role sre can read secrets in every environment up to 5 uses", "ADAD"],
    ["Users with role sre can read secrets in all environments of the environment dev", "refused"],
    ["Users with role sre can read secrets with all uses", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    // "only" within what is allowed
    ["Users with role sre may read only token secrets", "AADD"],
    ["Users with role sre may read secrets, but only token secrets", "AADD"],
    ["Users with role sre may read secrets, and only token secrets with at most 5 uses", "ADDD"],
    ["Users with role sre may not read only token secrets", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block reading secrets when the environment is anything other than dev or test", "ADDA"],
    ["Block reading secrets whose environment is anything but dev", "ADDA"],
    ["Block reading secrets if the number of uses is anything other than 1", "ADAD"],
    ["Secrets must not have more than 50 uses", "ADAD"],
    ["Secrets in environment prod may not have more than 50 uses", "ADAA"],
    ["Block reading secrets for more than 50 uses and for less than 2 uses", "DDDD"],
    ["Block reading secrets when the number of uses is more than 50 and less than 2", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
