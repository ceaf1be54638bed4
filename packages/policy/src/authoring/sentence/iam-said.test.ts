import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  { action: "Claims___read_claim", description: "Read a claim", properties: {} },
  { action: "Claims___pay_claim", description: "Pay a claim", properties: {} },
];
const as = (tool: string, account: string, role: string): SentenceCall => [
  `Claims___${tool}`,
  {},
  `arn:aws:sts::${account}:assumed-role/${role}`,
];
const user = (tool: string): SentenceCall => [`Claims___${tool}`, {}, { role: "ReaderRole" }];
const calls = [
  as("read_claim", "111122223333", "ReaderRole"),
  as("read_claim", "444455556666", "ReaderTwo"),
  as("pay_claim", "111122223333", "ReaderRole"),
  as("pay_claim", "444455556666", "PayerRole"),
  user("read_claim"),
];

describe("callers with AWS credentials as people describe them", () => {
  it.each([
    [
      "Allow any reading role (IAM role whose name starts with Reader), in any account, to read claims.",
      "AADDD",
    ],
    ["Allow any IAM role starting with Reader in any account to read claims.", "AADDD"],
    ["Allow a reading agent (IAM role ReaderRole in account 111122223333) to read claims.", "ADDDD"],
    ["Allow the claims service role ReaderRole in account 111122223333 to read claims.", "ADDDD"],
    ["Only the service with IAM role ReaderRole (account 111122223333) may read claims.", "ADDDD"],
    [
      "Let a reading agent (IAM role ReaderRole in account 111122223333) read claims while a paying agent (IAM role PayerRole in account 444455556666) pays claims.",
      "ADDAD",
    ],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    [
      "Allow everyone except the reading service (IAM role ReaderRole in account 111122223333) to read claims.",
      "DADDA",
    ],
    ["Everyone but callers from AWS account 111122223333 may read claims.", "DADDA"],
  ])(verifies("authoring.callers", "%s: who is left out is not let in"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block the vendor account 444455556666 from every action on the gateway.", "ADADA"],
    ["Block a vendor account (444455556666) from paying claims.", "AAADA"],
    ["Deny reading claims to everyone outside AWS account 111122223333.", "ADAAD"],
    [
      "Prevent a role meant for reads (IAM role ReaderRole in account 111122223333) from using any tool that moves money: read_claim and pay_claim.",
      "DADAA",
    ],
  ])(verifies("authoring.callers", "%s: the others are let be"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Allow a new service (IAM role ReaderRole in any of our accounts) to read claims.",
    "Allow every service (IAM roles other than ReaderRole in account 111122223333) to read claims.",
    "Allow services without the role (IAM role ReaderRole in account 111122223333) to read claims.",
    "Allow any service but the reading service (IAM role ReaderRole in account 111122223333) to read claims.",
    "Allow all services, not the reading service (IAM role ReaderRole in account 111122223333), to read claims.",
    "Block the vendor account (444455556666 or 111122223333) from every action.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
