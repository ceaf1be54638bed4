import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___close_report",
    description: "Close a report",
    properties: {
      reportId: text,
      severity: { type: "string", enum: ["low", "medium", "high"] },
      comment: text,
      ownerEmail: text,
      reason: { type: "string", enum: ["fixed", "key_compromise"] },
    },
  },
  { action: "Depot___void_card", description: "Void a card", properties: { cardId: text, cause: text } },
];
const close = (
  claims: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): SentenceCall => [
  "Desk___close_report",
  { reportId: "1", severity: "low", ownerEmail: "a@x.example", reason: "fixed", ...more },
  claims,
];

describe("what certain callers must give", () => {
  it.each([
    "Users with role clerk must give a comment to close a report.",
    "Clerks have to provide a comment when they close a report.",
    "Clerks need a comment to close reports.",
    "Users with role clerk must specify a comment when closing a report.",
    "Clerks must provide a comment for closing reports.",
  ])(verifies("authoring.readings", "%s: the others need none"), (sentence) => {
    const calls = [
      close({ role: "clerk" }),
      close({ role: "clerk" }, { comment: "x" }),
      close({ role: "lead" }),
    ];
    expect(decided(sentence, tools, calls, true)).toBe("DAA");
  });

  it(verifies("authoring.readings", "a claim may be what they need"), () => {
    const calls = [close({ groups: "desk" }), close({ groups: "desk", role: "lead" }), close({})];
    expect(decided("Users in group desk must have role lead to close reports.", tools, calls, true)).toBe(
      "DAA",
    );
  });

  it.each([
    "Clerks must provide a comment and wait to close a report.",
    "Clerks must provide a comment for the report.",
    "Clerks must provide a comment when they close reports and only between 9 AM and 5 PM UTC.",
    "Clerks must provide a comment to close reports, but only of low severity.",
    "Clerks must provide a comment to close reports or void cards after a chat.",
  ])(verifies("authoring.refusals", "%s: is not certain"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});

describe("things with a clause or a value", () => {
  it.each([
    "Users may close reports whose owner email matches their email.",
    "Users may close reports whose owner email equals the caller's email.",
    "Users may only close reports whose owner email is their own email.",
  ])(verifies("authoring.readings", "%s: compares the caller"), (sentence) => {
    const calls = [close({ email: "a@x.example" }), close({ email: "b@x.example" }), close({})];
    expect(decided(sentence, tools, calls)).toBe("ADD");
  });

  it.each([
    "Everyone may close reports for low and medium severity reports.",
    "Allow closing reports of low or medium severity.",
  ])(verifies("authoring.readings", "%s: names the values"), (sentence) => {
    const calls = ["low", "medium", "high"].map((severity) => close({}, { severity }));
    expect(decided(sentence, tools, calls)).toBe("AAD");
  });
});

describe("a reason that may be the call's", () => {
  it.each([
    "Clerks may close reports because of key compromise.",
    "Clerks may close reports due to a key compromise.",
    "Block closing reports because of key compromise.",
    "Clerks may void cards because of theft.",
    "Clerks may void cards due to a broken chip.",
  ])(verifies("authoring.refusals", "%s: is not dropped"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Clerks may void cards because that is their job.", "A"],
    ["Block voiding cards because of the audit.", "D"],
  ])(verifies("authoring.readings", "%s: is the rule's"), (sentence, expected) => {
    const calls: readonly SentenceCall[] = [
      ["Depot___void_card", { cardId: "1", cause: "x" }, { role: "clerk" }],
    ];
    expect(decided(sentence, tools, calls, sentence.startsWith("Block"))).toBe(expected);
  });
});
