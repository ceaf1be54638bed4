import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { actionGroups, actionName, isReservedAction, splitActionName } from "./action-name.ts";

describe("action names", () => {
  it(verifies("policy.name.action", "join target and tool by three underscores"), () => {
    expect(actionName("RefundTool", "process_refund")).toBe("RefundTool___process_refund");
    expect(actionGroups("RefundTool___process_refund")).toEqual(["RefundTool", "CallTool", "Mcp"]);
  });

  it.each([
    ["RefundTool___process_refund", { target: "RefundTool", tool: "process_refund" }],
    ["A-1___b___c", { target: "A-1", tool: "b___c" }],
    ["A____b", { target: "A", tool: "_b" }],
    ["RefundTool__process_refund", undefined],
    ["___tool", undefined],
    ["Target___", undefined],
    ["", undefined],
  ])("divide at the first three underscores: %s", (name, halves) => {
    expect(splitActionName(name)).toEqual(halves);
  });

  it("have no groups when they name no tool", () => {
    expect(actionGroups("RefundTool")).toEqual([]);
  });

  it.each([
    ["CallTool", true],
    ["Mcp", true],
    ["UnknownTool", true],
    ["RefundTool", false],
  ])("keep %s for Cedar's schema: %s", (name, reserved) => {
    expect(isReservedAction(name)).toBe(reserved);
  });
});
