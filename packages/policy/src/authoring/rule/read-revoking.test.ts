import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Lab___order_reagent",
    description: "Order a reagent",
    properties: { reagentId: text, cost: { type: "integer", description: "In dollars" } },
  },
  { action: "Lab___discard_sample", description: "Discard a sample", properties: { sampleId: text } },
];
const order = { reagentId: "r", cost: 60 };
const calls = [
  ["Lab___order_reagent", order, { username: "eve", role: "intern" }],
  ["Lab___order_reagent", order, { username: "ann" }],
  ["Lab___discard_sample", { sampleId: "s" }, { username: "eve", role: "intern" }],
  ["Lab___discard_sample", { sampleId: "s" }, "arn:aws:sts::111122223333:assumed-role/Bot"],
] as const;

describe("tools that are switched off, and permission that is taken away", () => {
  it.each([
    ["Suspend discard_sample.", "AADD"],
    ["Turn off sample discarding.", "AADD"],
    ["Please switch off discarding samples.", "AADD"],
    ["Pause ordering reagents over $50.", "DDAA"],
    ["Deactivate discard_sample for users with role intern.", "AADA"],
    ["Shut down all tools on the gateway.", "DDDD"],
    ["Halt every action on this gateway.", "DDDD"],
    ["Suspend all access to the gateway.", "DDDD"],
    ["Block user eve from the gateway.", "DADA"],
    ["Deny user eve access to this gateway.", "DADA"],
    ["Prevent users with role intern from accessing the gateway.", "DADA"],
    ["Revoke access to discard_sample.", "AADD"],
    ["Revoke all access for user eve.", "DADA"],
    ["Withdraw user eve's access to discard_sample.", "AADA"],
    ["Remove access to ordering reagents for users with role intern.", "DAAA"],
    ["Revoke access for interns to discard_sample.", "AADA"],
    ["Take away all access from users with role intern.", "DADA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Revoke samples.",
    "Do not revoke access to discard_sample.",
    "Never suspend discard_sample.",
    "Allow users with role admin to access the gateway.",
    "Suspend discard_sample for 2 hours.",
    "Revoke access to discard_sample when supplies run low.",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it("a tool that suspends is no switch", () => {
    const own = [
      { action: "Club___suspend_member", description: "Suspend a member", properties: { memberId: text } },
    ];
    expect(decided("Suspend members.", own, [["Club___suspend_member", { memberId: "m" }]], true)).toBe(
      "refused",
    );
  });
});
