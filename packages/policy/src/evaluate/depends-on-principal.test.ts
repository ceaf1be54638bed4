import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { Policy } from "../syntax/ast.ts";
import { policyFromJson } from "../syntax/policy-from-json.ts";
import { dependsOnPrincipal } from "./depends-on-principal.ts";
import type { ExpressionJson, PrincipalScope } from "./policy-json.ts";

const user = "AgentCore::OAuthUser";
const ann = { type: user, id: "ann" };
const variable = (name: string) => ({ Var: name });

function policy(principal: PrincipalScope, body?: ExpressionJson): Policy {
  const read = policyFromJson({
    effect: "forbid",
    principal,
    action: { op: "All" },
    resource: { op: "All" },
    conditions: body === undefined ? [] : [{ kind: "when", body }],
  });
  if (!read.ok) throw new Error(read.message);
  return read.policy;
}

it.each<[string, Policy, boolean]>([
  ["everybody", policy({ op: "All" }), false],
  ["every user", policy({ op: "is", entity_type: user }), false],
  ["one user", policy({ op: "==", entity: ann }), true],
  ["a group", policy({ op: "in", entity: ann }), true],
  ["the users of a group", policy({ op: "is", entity_type: user, in: { entity: ann } }), true],
  [
    "amounts",
    policy(
      { op: "All" },
      { "<": { left: { ".": { left: variable("context"), attr: "a" } }, right: { Value: 1 } } },
    ),
    false,
  ],
  [
    "a claim",
    policy(
      { op: "All" },
      { "!": { arg: { hasTag: { left: variable("principal"), right: { Value: "role" } } } } },
    ),
    true,
  ],
  [
    "the word alone",
    policy({ op: "All" }, { "==": { left: { Value: "principal" }, right: { Value: 1 } } }),
    false,
  ],
])(verifies("gateway.hidden.forbid", "a forbid of %s: whether it depends on who calls"), (_, it, depends) => {
  expect(dependsOnPrincipal(it)).toBe(depends);
});
