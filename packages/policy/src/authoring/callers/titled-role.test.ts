import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Claims___raise_limit",
    description: "Raise the limit of a cover",
    properties: { limit: { type: "integer" } },
    required: ["limit"],
  },
];
const raise = (claims: Readonly<Record<string, string>>, limit = 5): SentenceCall => [
  "Claims___raise_limit",
  { limit },
  claims,
];
// a senior adjuster, an adjuster, a manager, somebody called so, nobody
const calls = [
  raise({ role: "senior-adjuster" }),
  raise({ role: "adjuster" }),
  raise({ role: "manager" }),
  raise({ username: "senior-adjuster" }),
  raise({}),
];

describe("roles of two words", () => {
  it.each([
    ["Senior adjusters may raise limits.", "ADDDD"],
    ["Allow senior adjusters and managers to raise limits.", "ADADD"],
    ["Only senior adjusters can raise a limit.", "ADDDD"],
    ["Allow raising limits if the caller is a senior adjuster.", "ADDDD"],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block raising limits unless the principal is a senior adjuster or a manager.", "ADADD"],
    ["Block raising limits unless the principal is a senior-adjuster or manager.", "ADADD"],
    ["Block raising limits unless the caller is a manager or a senior adjuster.", "ADADD"],
    ["Block raising limits unless the principal is a senior adjuster (role senior-adjuster).", "ADDDD"],
  ])(verifies("authoring.callers", "%s: everybody else is denied"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Junior adjusters may not raise limits.",
    "Block raising limits if the caller is a junior adjuster.",
    "Allow everyone except junior adjusters to raise limits.",
    "Senior adjusters may raise limits but must not raise them above 5.",
    "Block raising limits unless the principal is an external adjuster (role adjuster).",
    "Allow junior adjusters to raise limits only with a senior adjuster.",
  ])(verifies("authoring.refusals", "%s: a token may spell it otherwise"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
