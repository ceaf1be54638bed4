import { describe, expect, it } from "vitest";
import { couldAllow } from "./could-allow.ts";
import type { ExpressionJson, PolicyJson } from "./policy-json.ts";

const request = {
  principal: { type: "AgentCore::OAuthUser", id: "alice", tags: { role: "admin" } },
  action: "T___a",
  actionGroups: ["T", "CallTool", "Mcp"],
  resource: "arn",
  now: Date.UTC(2026, 0, 1),
} as const;

function policy(effect: "permit" | "forbid", ...bodies: ExpressionJson[]): PolicyJson {
  return {
    effect,
    principal: { op: "All" },
    action: { op: "All" },
    resource: { op: "All" },
    conditions: bodies.map((body) => ({ kind: "when", body })),
  };
}

const input = { ".": { left: { Var: "context" }, attr: "input" } };
const amount = { ".": { left: input, attr: "amount" } };
const hasAmount = { has: { left: input, attr: "amount" } };
const roleIs = (role: string) => ({
  "==": {
    left: { getTag: { left: { Var: "principal" }, right: { Value: "role" } } },
    right: { Value: role },
  },
});
const both = (left: ExpressionJson, right: ExpressionJson) => ({ "&&": { left, right } });
const one = (left: ExpressionJson, right: ExpressionJson) => ({ "||": { left, right } });
const small = { "<": { left: amount, right: { Value: 500 } } };
const huge = { Value: 9223372036854776000 };

describe("couldAllow", () => {
  it.each<[string, boolean, PolicyJson[]]>([
    ["no policy", false, []],
    ["a permit on the amount", true, [policy("permit", both(roleIs("admin"), small))]],
    [
      "a permit that the role rules out, before or after the amount",
      false,
      [
        policy("permit", both(roleIs("guest"), small)),
        policy("permit", both(small, roleIs("guest"))),
        policy("permit", small, roleIs("guest")),
      ],
    ],
    [
      "a permit that always errors",
      false,
      [policy("permit", { "+": { left: { Value: "a" }, right: { Value: 1 } } })],
    ],
    [
      "a permit that overflows",
      false,
      [
        policy("permit", {
          "<": {
            left: { "*": { left: { Value: 9007199254740991 }, right: { Value: 9007199254740991 } } },
            right: { Value: 0 },
          },
        }),
      ],
    ],
    ["a forbid on the amount", true, [policy("permit"), policy("forbid", small)]],
    [
      "a forbid whatever the amount",
      false,
      [policy("permit"), policy("forbid", one(hasAmount, roleIs("admin")))],
    ],
    [
      "a forbid that may error first",
      true,
      [policy("permit"), policy("forbid", one(small, roleIs("admin")))],
    ],
    [
      "a forbid whose right operand may error",
      true,
      [policy("permit"), policy("forbid", one({ "==": { left: input, right: amount } }, roleIs("admin")))],
    ],
    [
      "a forbid that always errors",
      true,
      [policy("permit"), policy("forbid", { neg: { arg: { Value: "a" } } })],
    ],
    [
      "a literal beyond 2^53, which may be any integer",
      true,
      [policy("permit", { "==": { left: huge, right: { Value: 1 } } })],
    ],
    [
      "a forbid on such a literal",
      true,
      [policy("permit"), policy("forbid", { "==": { left: huge, right: huge } })],
    ],
    ["an operator it does not know", true, [policy("permit", { mystery: { left: { Value: 1 } } })]],
    [
      "a forbid with an operator it does not know",
      true,
      [policy("permit"), policy("forbid", { mystery: [] })],
    ],
  ])("with %s lists the tool: %s", (_, listed, policies) => {
    expect(couldAllow(policies, request)).toEqual({ listed });
  });

  it("takes a condition too deep to follow for unknown", () => {
    let deep: ExpressionJson = { Value: true };
    for (let level = 0; level < 100_000; level += 1) deep = both(deep, { Value: true });
    expect(couldAllow([policy("permit", deep)], request)).toEqual({ listed: true });
    expect(couldAllow([policy("permit"), policy("forbid", deep)], request)).toEqual({ listed: true });
  });
});
