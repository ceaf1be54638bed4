import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const id = { type: "string" };
const tool = (action: string, ...required: string[]): SentenceTool => ({
  action: `Crm___${action}`,
  properties: Object.fromEntries(required.map((name) => [name, id])),
  required,
});
const tools = [
  tool("get_profile", "userId"),
  tool("read_chart", "patientId"),
  tool("close_account", "accountId", "employeeId"),
];
const calls: SentenceCall[] = [
  ["Crm___get_profile", { userId: "u" }],
  ["Crm___read_chart", { patientId: "p" }],
  ["Crm___close_account", { accountId: "a", employeeId: "e" }],
];

describe("whose the thing is", () => {
  it.each([
    ["Allow users to view user profiles", "ADD"],
    ["Allow users to read patient charts", "DAD"],
    ["Allow users to close accounts", "DDA"],
  ])(verifies("authoring.readings", "%s: its one id tells"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Allow users to view patient profiles",
    "Allow users to read user charts",
    // the employee may be the one who closes them
    "Allow users to close employee accounts",
  ])(verifies("authoring.refusals", "%s: is told by no id"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
