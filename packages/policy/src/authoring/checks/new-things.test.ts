import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Mail___list_message",
    description: "List a message",
    properties: { folder: { type: "string" } },
  },
  {
    action: "Build___deploy_build",
    description: "Deploy a build",
    properties: { build: { type: "string" }, environment: { type: "string", enum: ["dev", "prod"] } },
  },
  {
    action: "People___create_account",
    description: "Create an account",
    properties: { plan: { type: "string" } },
  },
  {
    action: "Payroll___adjust_salary",
    description: "Adjust the salary of an employee",
    properties: { newSalary: { type: "integer" } },
  },
];
const calls: readonly SentenceCall[] = [
  ["Mail___list_message", { folder: "inbox" }],
  ["Build___deploy_build", { environment: "dev" }],
  ["People___create_account", { plan: "free" }],
  ["Payroll___adjust_salary", { newSalary: 50 }],
];

describe("what is new", () => {
  it.each([
    "Allow listing new messages.",
    "Users may deploy new builds to dev.",
    "Block deploying new builds.",
  ])(verifies("authoring.refusals", "%s: may leave out what is not"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });

  it.each([
    ["Allow listing messages.", "ADDD"],
    ["Allow creating new accounts.", "DDAD"],
    ["Allow salary adjustments when the new salary is below 100.", "DDDA"],
  ])(
    verifies("authoring.readings", "%s: says nothing more of what is made, or names an argument"),
    (sentence, expected) => {
      expect(decided(sentence, tools, calls)).toBe(expected);
    },
  );
});
