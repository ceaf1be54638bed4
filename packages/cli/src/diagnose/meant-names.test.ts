import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { GatewayFact, TargetFact } from "./facts.ts";
import { meant } from "./meant-names.ts";

const arn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refunds-0123456789";
const gateway: GatewayFact = {
  id: "refunds-0123456789",
  arn,
  name: "refunds",
  status: "READY",
  statusReasons: [],
  roleArn: "arn:aws:iam::123456789012:role/Refunds",
  authorizerType: "NONE",
};
const target = (name: string, tools: readonly string[] | undefined): TargetFact => ({
  id: name,
  name,
  status: "READY",
  statusReasons: [],
  tools,
});
const targets = [target("RefundTool", ["process_refund", "list"]), target("Remote", undefined)];
const onTool = (action: string, named = arn) =>
  `permit(principal, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${named}");`;

it.each<[string, string, string, readonly unknown[], string | undefined]>([
  ["a tool that is there", "RefundTool___list", arn, [], undefined],
  ["a target as a group", "RefundTool", arn, [], undefined],
  ["every tool", "CallTool", arn, [], undefined],
  ["a tool of a target that lists its own", "Remote___anything", arn, [], undefined],
  [
    "two underscores",
    "RefundTool__process_refund",
    arn,
    [{ action: "RefundTool__process_refund", meant: "RefundTool___process_refund" }],
    onTool("RefundTool___process_refund"),
  ],
  [
    "a tool that got a longer name",
    "RefundTool___process",
    arn,
    [{ action: "RefundTool___process", meant: "RefundTool___process_refund" }],
    onTool("RefundTool___process_refund"),
  ],
  [
    "a target that got another name",
    "Billing___process_refund",
    arn,
    [{ action: "Billing___process_refund", meant: "RefundTool___process_refund" }],
    onTool("RefundTool___process_refund"),
  ],
  ["nothing alike", "Billing___pay", arn, [{ action: "Billing___pay", meant: undefined }], undefined],
  ["another gateway", "Billing___pay", arn.replace("refunds", "salaries"), [], undefined],
  [
    "a gateway that is misspelt",
    "RefundTool___list",
    arn.replace("refunds-0123456789", "refund"),
    [],
    onTool("RefundTool___list"),
  ],
])(
  verifies("diagnose.cause", "a policy that names %s has the names that may be meant"),
  (_, action, named, absent, statement) => {
    expect(meant(onTool(action, named), gateway, targets)).toEqual({ absent, statement });
  },
);
