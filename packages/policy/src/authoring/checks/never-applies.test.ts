import { expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Escrow___release_escrow",
    description: "Release money held in escrow",
    properties: { amount: { type: "integer" }, releaseNote: { type: "string" } },
  },
];
const calls: readonly SentenceCall[] = [
  ["Escrow___release_escrow", { amount: 5, releaseNote: "n" }],
  ["Escrow___release_escrow", { amount: 5 }],
];

it.each([
  ["A release note is required to release escrow", "AD"],
  // "release" is a word of the note here, and not the tool: a denial of calls with a note unless there is one denies nothing
  ["A release note is required", "AD"],
])(verifies("authoring.readings", "%s: no rule is written that would never apply"), (sentence, expected) => {
  expect(decided(sentence, tools, calls, true)).toBe(expected);
});
