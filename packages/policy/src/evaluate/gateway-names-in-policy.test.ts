import { expect, it } from "vitest";
import { resolveGatewayNamesInPolicy } from "./gateway-names-in-policy.ts";
import type { PolicyJson } from "./policy-json.ts";

const gateway = (id: string) => ({ type: "AgentCore::Gateway", id });

const policyOn = (id: string): PolicyJson => ({
  effect: "permit",
  principal: { op: "All" },
  action: { op: "All" },
  resource: { op: "==", entity: gateway(id) },
  conditions: [
    {
      kind: "when",
      body: { "==": { left: { Var: "resource" }, right: { Value: { __entity: gateway(id) } } } },
    },
    { kind: "when", body: { "==": { left: { Value: id }, right: { Value: "AgentCore::Gateway" } } } },
  ],
});

it("a bare gateway name is replaced in the scope and in entity literals, and never inside a string", () => {
  const resolved = resolveGatewayNamesInPolicy(policyOn("bare"), (arn) =>
    arn === "bare" ? "exact" : undefined,
  );
  expect(resolved.resource).toEqual({ op: "==", entity: gateway("exact") });
  expect(resolved.conditions[0]).toEqual(policyOn("exact").conditions[0]);
  expect(resolved.conditions[1]).toEqual(policyOn("bare").conditions[1]);
});

it("what resolve does not know stays as it is", () => {
  expect(resolveGatewayNamesInPolicy(policyOn("exact"), () => undefined)).toEqual(policyOn("exact"));
});
