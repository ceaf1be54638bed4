import { type ActionScope, type ExpressionJson, policyFromJson } from "@toolgate/policy";
import { describe, expect, it } from "vitest";
import { toolsToCheck } from "./tools-to-check.ts";

const inputSchema = { type: "object" };
const tools = ["Mail___read", "Mail___send", "Pay___list", "Pay___refund"].map((action) => ({
  action,
  inputSchema,
}));
const action = (id: string) => ({ type: "AgentCore::Action", id });
const amount: ExpressionJson = {
  ".": { left: { ".": { left: { Var: "context" }, attr: "input" } }, attr: "amount" },
};
const team: ExpressionJson = { hasTag: { left: { Var: "principal" }, right: { Value: "team" } } };
const isRefund: ExpressionJson = {
  "==": { left: { Var: "action" }, right: { Value: { __entity: action("Pay___refund") } } },
};

describe("the tools that a policy is checked against", () => {
  it.each<[string, ActionScope, ExpressionJson | undefined, readonly string[]]>([
    ["any action", { op: "All" }, undefined, ["Mail___read"]],
    ["any action, by claims", { op: "All" }, team, ["Mail___read"]],
    ["any action, by arguments", { op: "All" }, amount, tools.map((tool) => tool.action)],
    ["any action, by the action", { op: "All" }, isRefund, tools.map((tool) => tool.action)],
    ["one tool", { op: "==", entity: action("Pay___refund") }, undefined, ["Pay___refund"]],
    ["one tool, by arguments", { op: "==", entity: action("Pay___refund") }, amount, ["Pay___refund"]],
    ["one target", { op: "in", entity: action("Pay") }, team, ["Pay___list"]],
    ["one target, by arguments", { op: "in", entity: action("Pay") }, amount, ["Pay___list", "Pay___refund"]],
    [
      "a target and a tool",
      { op: "in", entities: [action("Mail"), action("Pay___refund")] },
      undefined,
      ["Mail___read", "Pay___refund"],
    ],
    // Cedar says what is wrong with it, and compares it with all there is.
    [
      "a name that no tool has",
      { op: "in", entities: [action("Mail"), action("Nothing")] },
      undefined,
      tools.map((tool) => tool.action),
    ],
  ])("of a policy on %s", (_, scope, when, expected) => {
    const read = policyFromJson({
      effect: "forbid",
      principal: { op: "All" },
      action: scope,
      resource: { op: "All" },
      conditions: when === undefined ? [] : [{ kind: "when", body: when }],
    });
    if (!read.ok) throw new Error(read.message);
    expect(toolsToCheck(read.policy, tools).map((tool) => tool.action)).toEqual(expected);
  });
});
