import { describe, expect, it } from "vitest";
import { parsePolicies } from "../syntax/parse-policies.ts";
import { DatetimeValue, EntityValue, RecordValue } from "../values/value.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { type DecisionRequest, decide } from "./decide.ts";
import { PolicySet } from "./policy-set.ts";
import { callContext, entity } from "./request.ts";

const action = (id: string) => new EntityValue("AgentCore::Action", id);
const tool = entity(action("T___a"), {
  ancestors: new Set(["T", "CallTool", "Mcp"].map((id) => action(id).key)),
});

const request: DecisionRequest = {
  principal: entity(new EntityValue("AgentCore::OAuthUser", "ann"), {
    ancestors: new Set([new EntityValue("Team", "x").key]),
  }),
  action: tool,
  resource: entity(new EntityValue("AgentCore::Gateway", "arn")),
  context: callContext(new RecordValue(new Map([["amount", 7]])), new DatetimeValue(0)),
};

/** Policies by id. */
function compiled(policies: Readonly<Record<string, string>>): CompiledPolicy[] {
  return Object.entries(policies).map(([id, text]) => {
    const parsed = parsePolicies(text);
    const [policy] = parsed.ok ? parsed.policies : [];
    if (policy === undefined) throw new Error(text);
    return compilePolicy(policy, id);
  });
}

const any = "(principal, action, resource)";
const failing = "when { context.input.none };";

describe("decide", () => {
  it.each<[string, Record<string, string>, "ALLOW" | "DENY", string[], string[]]>([
    ["nothing", {}, "DENY", [], []],
    [
      "permits",
      { b: `permit${any};`, a: `permit${any};`, c: `permit${any} when { false };` },
      "ALLOW",
      ["a", "b"],
      [],
    ],
    [
      "forbids before permits",
      { p: `permit${any};`, g: `forbid${any};`, f: `forbid${any};` },
      "DENY",
      ["f", "g"],
      [],
    ],
    [
      "a forbid that fails, which is skipped",
      { p: `permit${any};`, f: `forbid${any} ${failing}` },
      "ALLOW",
      ["p"],
      ["f: `context.input` has no attribute `none`"],
    ],
    [
      "a permit that fails behind a forbid",
      { p: `permit${any} ${failing}`, f: `forbid${any};` },
      "DENY",
      ["f"],
      ["p: `context.input` has no attribute `none`"],
    ],
    [
      "a failing condition behind one that does not hold",
      { p: `permit${any} when { false } ${failing}` },
      "DENY",
      [],
      [],
    ],
    [
      "a condition that is no boolean",
      { p: `permit${any} when { "text" };`, q: `permit${any} unless { 1 };` },
      "DENY",
      [],
      ["p: `when` needs a boolean, and got a string", "q: `!` needs a boolean, and got an integer"],
    ],
    ["when and unless together", { p: `permit${any} when { true } unless { false };` }, "ALLOW", ["p"], []],
    ["an unless that holds", { p: `permit${any} when { true } unless { true };` }, "DENY", [], []],
  ])("with %s", (_, policies, decision, determining, errors) => {
    const decided = decide(new PolicySet(compiled(policies)), request);
    expect(decided).toEqual({
      decision,
      determining,
      errors: errors.map((error) => ({ policyId: error.slice(0, 1), message: error.slice(3) })),
      logOnlyMatched: [],
      logOnlyErrors: [],
    });
    const reversed = decide(new PolicySet(compiled(policies).reverse()), request);
    expect(reversed).toEqual(decided);
  });

  it("evaluates each LOG_ONLY policy alone, and lets it decide nothing", () => {
    const logOnly = {
      x: `forbid${any};`,
      y: `permit${any};`,
      z: `permit${any} ${failing}`,
      w: `permit${any} when { false };`,
    };
    expect(decide(new PolicySet(compiled({ p: `permit${any};` }), compiled(logOnly)), request)).toEqual({
      decision: "ALLOW",
      determining: ["p"],
      errors: [],
      logOnlyMatched: ["x", "y"],
      logOnlyErrors: [{ policyId: "z", message: "`context.input` has no attribute `none`" }],
    });
  });
});

describe("a condition that is no boolean", () => {
  it.each<[string, string]>([
    ["1 + 1", "an integer"],
    ["-1", "an integer"],
    ['"true"', "a string"],
    ["context.input.amount", "an integer"],
    ['context["input"]', "a record"],
    ['principal.getTag("role")', "a string"],
    ["principal", "an entity"],
    ['AgentCore::Action::"T"', "an entity"],
    ["if true then 1 else 2", "an integer"],
    ["[true]", "a set"],
    ["{a: true}", "a record"],
    ['decimal("1.0")', "a decimal"],
  ])("is an error, alone and beside others: %s", (text, got) => {
    const message = (operator: string) => `\`${operator}\` needs a boolean, and got ${got}`;
    const policies = compiled({
      a: `permit${any} when { ${text} };`,
      b: `permit${any} when { true } when { ${text} };`,
      c: `permit${any} unless { ${text} };`,
    });
    const asked = {
      ...request,
      principal: entity(request.principal.uid, { tags: new Map([["role", "x"]]) }),
    };
    expect(decide(new PolicySet(policies), asked)).toMatchObject({
      determining: [],
      errors: [
        { policyId: "a", message: message("when") },
        { policyId: "b", message: message("when") },
        { policyId: "c", message: message("!") },
      ],
    });
  });
});

describe("the scope", () => {
  it.each([
    ["principal, action, resource", true],
    ['principal == AgentCore::OAuthUser::"ann", action, resource', true],
    ['principal == AgentCore::OAuthUser::"bob", action, resource', false],
    ['principal == AgentCore::IamEntity::"ann", action, resource', false],
    ['principal in AgentCore::OAuthUser::"ann", action, resource', true],
    ['principal in Team::"x", action, resource', true],
    ['principal in Team::"y", action, resource', false],
    ["principal is AgentCore::OAuthUser, action, resource", true],
    ["principal is AgentCore::IamEntity, action, resource", false],
    ['principal is AgentCore::OAuthUser in Team::"x", action, resource', true],
    ['principal is AgentCore::OAuthUser in Team::"y", action, resource', false],
    ['principal is Team in Team::"x", action, resource', false],
    ['principal, action == AgentCore::Action::"T___a", resource', true],
    ['principal, action == AgentCore::Action::"T___b", resource', false],
    ['principal, action == AgentCore::Action::"T", resource', false],
    ['principal, action == Other::Action::"T___a", resource', false],
    ['principal, action in AgentCore::Action::"T___a", resource', true],
    ['principal, action in AgentCore::Action::"T", resource', true],
    ['principal, action in AgentCore::Action::"CallTool", resource', true],
    ['principal, action in [AgentCore::Action::"Mcp"], resource', true],
    ['principal, action in [AgentCore::Action::"U", AgentCore::Action::"V"], resource', false],
    ['principal, action in [AgentCore::Action::"T___a", AgentCore::Action::"T"], resource', true],
    ["principal, action in [], resource", false],
    ['principal, action, resource == AgentCore::Gateway::"arn"', true],
    ['principal, action, resource in AgentCore::Gateway::"arn"', true],
    ['principal, action, resource == AgentCore::Gateway::"b"', false],
    ["principal, action, resource is AgentCore::Gateway", true],
  ])("%s matches: %s", (scope, expected) => {
    const [policy] = compiled({ p: `permit(${scope});` });
    if (policy === undefined) throw new Error(scope);
    expect(decide(new PolicySet([policy]), request).determining).toEqual(expected ? ["p"] : []);
    const parts = [policy.scope.principal, policy.action, policy.scope.resource];
    expect(parts.every((matches) => matches(request))).toBe(expected);
  });

  it("is one for policies that say the same, and for no others", () => {
    const scopes = [
      "principal, action, resource",
      'principal == T::"a", action, resource',
      'principal in T::"a", action, resource',
      "principal is T, action, resource",
      'principal is T in T::"a", action, resource',
      'principal, action, resource == T::"a"',
      'principal, action, resource in T::"a"',
      "principal, action, resource is T",
      'principal == T::"b", action, resource',
      'principal == U::"a", action, resource',
    ];
    const made = () => compiled(Object.fromEntries(scopes.map((scope) => [scope, `permit(${scope});`])));
    const first = made().map(({ scope }) => scope);
    expect(new Set(first).size).toBe(scopes.length);
    for (const [index, { scope }] of made().entries()) expect(scope).toBe(first[index]);
  });

  it("is asked of the action's policies only, whichever object stands for the action", () => {
    const set = new PolicySet(
      compiled({
        a: 'permit(principal, action == AgentCore::Action::"T___a", resource);',
        b: 'permit(principal, action == AgentCore::Action::"T___b", resource);',
        c: 'forbid(principal, action in [AgentCore::Action::"T", AgentCore::Action::"Mcp"], resource);',
      }),
    );
    const ids = (policies: readonly CompiledPolicy[]) => policies.map(({ id }) => id);
    const found = set.forAction(tool);
    expect([ids(found.permits), ids(found.forbids)]).toEqual([["a"], ["c"]]);
    expect(set.forAction(tool)).toBe(found);
    expect(ids(set.forAction(entity(action("T___b"))).permits)).toEqual(["b"]);
  });
});
