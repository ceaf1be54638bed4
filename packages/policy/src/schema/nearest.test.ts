import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { nearest } from "./nearest.ts";

const tools = ["RefundTool___process_refund", "RefundTool___get_order", "OrderTool___get_order"];

it.each([
  ["RefundTool__process_refund", tools, "RefundTool___process_refund"],
  ["refundtool___processRefund", tools, "RefundTool___process_refund"],
  ["RefundTool___proces_refund", tools, "RefundTool___process_refund"],
  ["RefundTarget___process_refund", tools, "RefundTool___process_refund"],
  ["RefundTarget", ["OrderTool", "RefundTool"], "RefundTool"],
  ["OrderTol", ["RefundTool", "OrderTool"], "OrderTool"],
])(verifies("policy.name.suggested", "%s among %j means %s"), (name, candidates, meant) => {
  expect(nearest(name, candidates)).toBe(meant);
});

it.each([
  ["send_mail", tools],
  ["put", ["get"]],
  ["RefundTool___delete_everything", tools],
  ["RefundTool", []],
  ["RefundTool", ["RefundTool"]],
  ["x".repeat(1_000_000), tools],
])(verifies("policy.name.suggested", "%s among %j means none of them"), (name, candidates) => {
  expect(nearest(name, candidates)).toBeUndefined();
});

it("gives the same answer in whatever order the candidates come", () => {
  expect(nearest("cat_1", ["cat_2", "cat_3"])).toBe("cat_2");
  expect(nearest("cat_1", ["cat_3", "cat_2"])).toBe("cat_2");
});
