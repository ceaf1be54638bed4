import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const id = { type: "string" };
const tools = [
  { action: "Club___expel_member", description: "Expel a member", properties: { memberId: id } },
  { action: "Club___admit_member", description: "Admit a member", properties: { memberId: id } },
  { action: "Club___add_member", description: "Add a member", properties: { memberId: id } },
];
const expel = (role: string) => ["Club___expel_member", { memberId: "m" }, { role }] as const;

describe("people who call and people who are acted on", () => {
  it.each([
    "Managers may expel members except those with role trainer.",
    "Managers may expel members, except for users with role trainer.",
    "Managers may expel members unless they are trainers.",
    "Block expelling members except those with role trainer.",
    "Everyone may expel members other than trainers.",
    // those that were added, or all
    "Managers may add members but only trainers may expel them.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [expel("trainer")])).toBe("refused");
  });

  it.each([
    ["Nobody may expel members except trainers.", "AD"],
    ["Nobody may expel members except those with role trainer.", "AD"],
    ["Block expelling members unless the caller is a trainer.", "AD"],
    ["Block expelling members except by trainers.", "AD"],
    ["Trainers may add members but must not expel them.", "DA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [expel("trainer"), expel("manager")], true)).toBe(expected);
  });
});
