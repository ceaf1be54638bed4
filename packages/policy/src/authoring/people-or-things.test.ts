import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const text = { type: "string" };
const count = { type: "integer" };
const tools = [
  {
    action: "Hr___hire_manager",
    description: "Hire a manager",
    properties: { candidateId: text, salary: count },
  },
  {
    action: "Hr___set_salary",
    description: "Set the salary of an employee",
    properties: { employeeId: text, newSalary: count },
  },
  {
    action: "Bank___transfer_funds",
    description: "Transfer funds",
    properties: { amount: count, fee: count, ownerId: text, approverId: text },
  },
  {
    action: "Bank___read_statement",
    description: "Read a statement",
    properties: { accountId: text, year: count },
  },
];
const by = (role: string): readonly SentenceCall[] => [
  ["Hr___hire_manager", { candidateId: "c", salary: 1 }, { role }],
  ["Hr___set_salary", { employeeId: "u1", newSalary: 1 }, { role, username: "u1" }],
  ["Bank___transfer_funds", { amount: 1, fee: 9, ownerId: "o", approverId: "o" }, { role }],
  ["Bank___read_statement", { accountId: "a", year: 2030 }, { role }],
];
/** Hiring, setting one's own salary, paying with a high fee, reading, each by a manager and by an owner. */
const calls = [...by("manager"), ...by("owner")];

describe("people and things that could be taken for each other", () => {
  it.each([
    ["Hiring managers is allowed for managers", "ADDDDDDD"],
    ["Managers only", "refused"],
    ["Allow managers to set the salary of their employees", "refused"],
    ["Allow transferring funds by the owner", "refused"],
    ["Allow role owner to transfer funds", "DDDDDDAD"],
    ["Allow transferring funds if both are under 5", "refused"],
    ["Allow transferring funds if ownerId equals approverId", "DDADDDAD"],
    ["Allow reading statements from 2024", "refused"],
    ["Allow reading statements for 5 years", "refused"],
    ["Allow reading statements if the year is 2030", "DDDADDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
