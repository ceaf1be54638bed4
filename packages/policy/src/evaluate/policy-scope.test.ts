import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { Policy } from "../syntax/ast.ts";
import { policyFromJson } from "../syntax/policy-from-json.ts";
import type { ActionScope, ExpressionJson, PolicyJson, PrincipalScope } from "./policy-json.ts";
import {
  actionsOf,
  appliesToAction,
  appliesToPrincipalType,
  gatewaysNamed,
  mentionsInput,
  scopeCovers,
} from "./policy-scope.ts";

const action = (id: string) => ({ type: "AgentCore::Action", id });
const user = (id: string) => ({ type: "AgentCore::OAuthUser", id });
const gateway = (id: string) => ({ type: "AgentCore::Gateway", id });

function policy(parts: Partial<PolicyJson>): Policy {
  const read = policyFromJson({
    effect: "permit",
    principal: { op: "All" },
    action: { op: "All" },
    resource: { op: "All" },
    conditions: [],
    ...parts,
  });
  if (!read.ok) throw new Error(read.message);
  return read.policy;
}

describe("the action of a scope", () => {
  it.each<[ActionScope, readonly string[] | "all", boolean]>([
    [{ op: "All" }, "all", true],
    [{ op: "==", entity: action("T___a") }, ["T___a"], true],
    [{ op: "==", entity: action("T___b") }, ["T___b"], false],
    [{ op: "==", entity: action("CallTool") }, ["CallTool"], false],
    [{ op: "in", entity: action("T") }, ["T"], true],
    [{ op: "in", entity: action("T___a") }, ["T___a"], true],
    [{ op: "in", entities: [action("U"), action("Mcp")] }, ["U", "Mcp"], true],
    [{ op: "in", entities: [] }, [], false],
    [{ op: "==", entity: { type: "Other::Action", id: "T___a" } }, [], false],
  ])(verifies("policy.scope.action", "%j names %j and covers T___a: %s"), (scope, named, applies) => {
    expect(actionsOf(policy({ action: scope }))).toEqual(named);
    expect(appliesToAction(policy({ action: scope }), "T___a", ["T", "CallTool", "Mcp"])).toBe(applies);
  });
});

describe("the principal of a scope", () => {
  it.each<[PrincipalScope, boolean, boolean]>([
    [{ op: "All" }, true, true],
    [{ op: "==", entity: user("alice") }, true, true],
    [{ op: "==", entity: user("bob") }, true, false],
    [{ op: "in", entity: user("alice") }, true, true],
    [{ op: "is", entity_type: "AgentCore::OAuthUser" }, true, true],
    [{ op: "is", entity_type: "AgentCore::IamEntity" }, false, false],
    [{ op: "is", entity_type: "AgentCore::OAuthUser", in: { entity: user("bob") } }, true, false],
    [{ op: "is", entity_type: "AgentCore::IamEntity", in: { entity: user("alice") } }, false, false],
    [{ op: "==", entity: gateway("alice") }, false, false],
  ])("%j takes some OAuthUser: %s, and alice: %s", (scope, type, alice) => {
    expect(appliesToPrincipalType(policy({ principal: scope }), "AgentCore::OAuthUser")).toBe(type);
    expect(scopeCovers(policy({ principal: scope }).principal, user("alice"))).toBe(alice);
  });
});

describe("gatewaysNamed", () => {
  it.each<[PrincipalScope, readonly string[]]>([
    [{ op: "All" }, []],
    [{ op: "==", entity: gateway("arn") }, ["arn"]],
    [{ op: "is", entity_type: "AgentCore::Gateway" }, []],
    [{ op: "is", entity_type: "AgentCore::Gateway", in: { entity: gateway("arn") } }, ["arn"]],
    [{ op: "in", entity: user("arn") }, []],
  ])("of %j are %j", (resource, named) => {
    expect(gatewaysNamed(policy({ resource }))).toEqual(named);
  });
});

describe("mentionsInput", () => {
  const context = { Var: "context" };
  const system = { ".": { left: context, attr: "system" } };
  it.each<[ExpressionJson, boolean]>([
    [
      {
        "<": {
          left: { ".": { left: { ".": { left: context, attr: "input" } }, attr: "a" } },
          right: { Value: 1 },
        },
      },
      true,
    ],
    [{ has: { left: context, attr: ["input", "a"] } }, true],
    [{ Set: [{ Value: 1 }, context] }, true],
    [{ Record: { Value: { ".": { left: context, attr: "input" } } } }, true],
    [{ Record: { Var: { ".": { left: context, attr: "input" } } } }, true],
    [
      {
        "<": { left: { ".": { left: system, attr: "now" } }, right: { datetime: [{ Value: "2026-01-01" }] } },
      },
      false,
    ],
    [{ "==": { left: { Value: "context" }, right: { Var: "principal" } } }, false],
  ])("of %j is %s", (body, mentioned) => {
    expect(mentionsInput(policy({ conditions: [{ kind: "when", body }] }))).toBe(mentioned);
  });
});
