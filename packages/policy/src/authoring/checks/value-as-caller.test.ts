import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Hub___grant_role",
    description: "Grant a role to a user",
    properties: {
      userId: { type: "string" },
      roleName: { type: "string" },
      durationHours: { type: "integer" },
    },
  },
  {
    action: "Hub___close_account",
    description: "Close an account",
    properties: { accountId: { type: "string" }, confirmed: { type: "boolean" } },
  },
];
const calls = ["admin", "editor", "confirmed"].flatMap((role) => [
  ["Hub___grant_role", { userId: "u", roleName: "viewer", durationHours: 1 }, { role }] as const,
  ["Hub___close_account", { accountId: "a", confirmed: false }, { role }] as const,
]);

describe("values that are no callers", () => {
  it.each([
    "Admins may grant the role viewer for up to 8 hours and editor for up to 2.",
    "Accounts may be closed by role admin, confirmed or unconfirmed.",
    // what is denied and not understood may restrict what is allowed before it
    "Allow role admin to close accounts. Never close dubious accounts.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Admins may grant the role viewer for up to 8 hours.", "ADDDDD"],
    ["Accounts may be closed by role admin or editor.", "DADADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
