import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const toolOf = (from: string, to: string): readonly SentenceTool[] => [
  {
    action: "Bank___transfer_funds",
    description: "Moves funds between accounts",
    properties: { [from]: text, [to]: text, amount: { type: "integer" } },
    required: [from, to, "amount"],
  },
];
const transfer =
  (from: string, to: string) =>
  (source: string, target: string, claims = {}): SentenceCall => [
    "Bank___transfer_funds",
    { [from]: source, [to]: target, amount: 5 },
    claims,
  ];

describe.each([
  ["account", "dest_account"],
  ["fromAccount", "toAccount"],
  ["source_account_id", "target_account_id"],
])("%s and %s", (from, to) => {
  const tools = toolOf(from, to);
  const call = transfer(from, to);
  const calls = [call("A1", "B2"), call("B2", "A1"), call("B2", "B2"), call("A1", "A1")];
  it.each([
    ["Allow transfers to account B2 only.", "ADAD"],
    ["Allow transfers out of account A1.", "ADDA"],
    ["Allow transfers from account A1 to account B2.", "ADDD"],
    ["Allow transfers when the destination account is B2.", "ADAD"],
    ["Allow transfers to accounts that start with B.", "ADAD"],
    ["Block transfers from an account to itself.", "AADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, sentence.startsWith("Block"))).toBe(expected);
  });

  it.each([
    // accounts, or sums
    "Allow transfers from 10 to 50.",
    // in which direction
    "Allow transfers between account A1 and account B2.",
    "Block transfers between accounts A1 and B2.",
  ])(verifies("authoring.readings", "%s is asked back"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it(verifies("authoring.readings", "what is said of both ends at once names neither"), () => {
    const sentence = "Allow transfers between accounts when the amount is under 6.";
    expect(decided(sentence, tools, calls)).toBe("AAAA");
  });

  it(
    verifies("authoring.own", "the account that is transferred to is the one held against the claim"),
    () => {
      const sentence = "Users may only transfer to the account that equals their account_id claim.";
      const own = { account_id: "B2" };
      expect(decided(sentence, tools, [call("A1", "B2", own), call("B2", "A1", own)])).toBe("AD");
    },
  );
});
