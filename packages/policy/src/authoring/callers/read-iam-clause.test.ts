import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  { action: "Vault___delete_key", description: "Delete a key", properties: { days: { type: "integer" } } },
];
const role = (account: string, name: string): SentenceCall => [
  "Vault___delete_key",
  { days: 5 },
  `arn:aws:sts::${account}:assumed-role/${name}`,
];
// a role, another of its account, one of another account, a user who is an admin, another user
const calls: readonly SentenceCall[] = [
  role("111122223333", "Ops"),
  role("111122223333", "Dev"),
  role("444455556666", "Ops"),
  ["Vault___delete_key", { days: 5 }, { role: "admin" }],
  ["Vault___delete_key", { days: 5 }, { role: "clerk" }],
];

describe("callers with AWS credentials in conditions and exceptions", () => {
  it.each([
    ["Block everyone except the IAM role Ops in account 111122223333 from deleting keys", "ADDDD"],
    ["Deny deleting keys to everyone except callers from AWS account 111122223333", "AADDD"],
    ["Block deleting keys unless the caller is the IAM role Ops in account 111122223333", "ADDDD"],
    ["Block deleting keys when the caller is not from AWS account 111122223333", "AADDD"],
    ["Allow everyone except the IAM role Ops in account 111122223333 to delete keys", "DAAAA"],
    ["Allow everyone to delete keys except callers from AWS account 111122223333", "DDAAA"],
    [
      "Block deleting keys unless the caller has role admin or the caller is the IAM role Ops in account 111122223333",
      "ADDAD",
    ],
    [
      'Block deleting keys unless the caller is the IAM role "arn:aws:sts::111122223333:assumed-role/Ops"',
      "ADDDD",
    ],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, sentence.startsWith("Block") || sentence.startsWith("Deny"))).toBe(
      expected,
    );
  });

  it.each([
    "Allow users to delete keys when the caller is the IAM role Ops in account 111122223333",
    "Block deleting keys unless the caller is the IAM role Ops",
  ])(verifies("authoring.refusals", "%s: names no certain caller"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
