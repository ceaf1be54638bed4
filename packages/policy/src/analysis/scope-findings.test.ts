import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { PolicyJson, PrincipalScope } from "../evaluate/policy-json.ts";
import type { Policy } from "../syntax/ast.ts";
import { policyFromJson } from "../syntax/policy-from-json.ts";
import { scopeFindings } from "./scope-findings.ts";

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-ab12cd34ef";
const tools = [
  { action: "RefundTool___process_refund", gatewayArn },
  { action: "OrderTool___get_order", gatewayArn },
];
const user = { type: "AgentCore::OAuthUser", id: "alice" };
const condition = (kind: "when" | "unless", value: boolean) => ({ kind, body: { Value: value } });
const onAmount = { kind: "when" as const, body: { ".": { left: { Var: "context" }, attr: "input" } } };

function policy(effect: "permit" | "forbid", parts: Partial<PolicyJson> = {}): Policy {
  const read = policyFromJson({
    effect,
    principal: { op: "All" },
    action: { op: "==", entity: { type: "AgentCore::Action", id: "RefundTool___process_refund" } },
    resource: { op: "==", entity: { type: "AgentCore::Gateway", id: gatewayArn } },
    conditions: [],
    ...parts,
  });
  if (!read.ok) throw new Error(read.message);
  return read.policy;
}

const permissive =
  "Overly Permissive: Policy Engine will allow every request for the specified principal (AgentCore::OAuthUser), " +
  `action (RefundTool___process_refund) and resource (${gatewayArn}) combination if the policy is added or updated`;
const restrictive =
  "Overly Restrictive: Policy Engine will deny every request for the specified principal (AgentCore::OAuthUser), " +
  `action (RefundTool___process_refund) and resource (${gatewayArn}) combination if the policy is added or updated`;

describe("an unconditional permit", () => {
  it.each([
    ["without conditions", policy("permit")],
    [
      "when { true }",
      policy("permit", { conditions: [condition("when", true), condition("unless", false)] }),
    ],
    ["for OAuthUser", policy("permit", { principal: { op: "is", entity_type: "AgentCore::OAuthUser" } })],
  ])(verifies("policy.findings.permissive", "%s is reported in AWS's words and ours"), (_, given) => {
    expect(scopeFindings({ policy: given, others: [], tools })).toEqual([
      {
        kind: "overly-permissive",
        message:
          `${permissive}. It lets every caller use 'RefundTool___process_refund' with any arguments, and no forbid in ` +
          "force narrows that. Add a condition on the caller or the arguments, such as " +
          "`when { context.input.amount < 500 }`, or send validationMode IGNORE_ALL_FINDINGS if this is what you mean.",
      },
    ]);
  });

  it.each<[string, Policy, Policy[]]>([
    ["with a condition", policy("permit", { conditions: [onAmount] }), []],
    ["when { false }", policy("permit", { conditions: [condition("when", false)] }), []],
    ["for one caller", policy("permit", { principal: { op: "==", entity: user } }), []],
    [
      "for one caller by `is … in`",
      policy("permit", { principal: { op: "is", entity_type: user.type, in: { entity: user } } }),
      [],
    ],
    [
      "for IAM callers",
      policy("permit", { principal: { op: "is", entity_type: "AgentCore::IamEntity" } }),
      [],
    ],
    ["that a forbid narrows", policy("permit"), [policy("forbid", { conditions: [onAmount] })]],
  ])(verifies("policy.findings.permissive", "%s is not reported"), (_, given, others) => {
    expect(scopeFindings({ policy: given, others, tools })).toEqual([]);
  });

  it.each<[string, Partial<PolicyJson>]>([
    [
      "on another tool",
      { action: { op: "==", entity: { type: "AgentCore::Action", id: "OrderTool___get_order" } } },
    ],
    ["on another gateway", { resource: { op: "==", entity: { type: "AgentCore::Gateway", id: "other" } } }],
    ["that never holds", { conditions: [condition("when", false)] }],
    ["for other callers", { principal: { op: "is", entity_type: "AgentCore::IamEntity" } }],
  ])(verifies("policy.findings.permissive", "is reported beside a forbid %s"), (_, parts) => {
    const found = scopeFindings({ policy: policy("permit"), others: [policy("forbid", parts)], tools });
    expect(found.map(({ kind }) => kind)).toEqual(["overly-permissive"]);
  });
});

describe("an unconditional forbid", () => {
  it(verifies("policy.findings.restrictive", "is reported in AWS's words and ours"), () => {
    expect(scopeFindings({ policy: policy("forbid"), others: [], tools })).toEqual([
      {
        kind: "overly-restrictive",
        message:
          `${restrictive}. Nobody can use 'RefundTool___process_refund' while it is in force, whatever any permit says. ` +
          "For an emergency stop send validationMode IGNORE_ALL_FINDINGS; otherwise add a condition that says which calls to deny.",
      },
    ]);
  });

  it("with a condition is not reported", () => {
    expect(
      scopeFindings({ policy: policy("forbid", { conditions: [onAmount] }), others: [], tools }),
    ).toEqual([]);
  });
});

describe("a policy on any action", () => {
  const everything = (resource: PrincipalScope): Policy =>
    policy("forbid", { action: { op: "All" }, resource });

  it("is reported for each tool that it covers", () => {
    const found = scopeFindings({ policy: everything({ op: "All" }), others: [], tools });
    expect(found.map(({ message }) => /action \((.*?)\)/.exec(message)?.[1])).toEqual([
      "RefundTool___process_refund",
      "OrderTool___get_order",
    ]);
  });

  it.each<[PrincipalScope, string]>([
    [{ op: "All" }, "action (Any Future Tools) and resource (gateway/*)"],
    [
      { op: "==", entity: { type: "AgentCore::Gateway", id: gatewayArn } },
      `action (Any Future Tools) and resource (${gatewayArn})`,
    ],
  ])("and resource %j is reported for future tools where there are none", (resource, words) => {
    const found = scopeFindings({ policy: everything(resource), others: [], tools: [] });
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(words);
  });

  it("is listed for ten tools and counted for the rest", () => {
    const many = Array.from({ length: 13 }, (_, index) => ({ action: `T___t${index}`, gatewayArn }));
    const found = scopeFindings({ policy: everything({ op: "All" }), others: [], tools: many });
    expect(found).toHaveLength(10);
    expect(found[9]?.message).toMatch(/ The same holds for 3 more tools\.$/);
  });
});
