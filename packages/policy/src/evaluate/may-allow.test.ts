import { describe, expect, it } from "vitest";
import { parsePolicies } from "../syntax/parse-policies.ts";
import { DatetimeValue, EntityValue } from "../values/value.ts";
import { compilePolicy } from "./compile-policy.ts";
import { mayAllow } from "./may-allow.ts";
import { PolicySet } from "./policy-set.ts";
import { type EvaluationRequest, entity, listContext } from "./request.ts";

const action = (id: string) => new EntityValue("AgentCore::Action", id);

const request: EvaluationRequest = {
  principal: entity(new EntityValue("AgentCore::OAuthUser", "ann"), {
    attributes: new Map([["id", "ann"]]),
    tags: new Map([["role", "admin"]]),
  }),
  action: entity(action("T___a"), { ancestors: new Set([action("T").key, action("Mcp").key]) }),
  resource: entity(new EntityValue("AgentCore::Gateway", "arn")),
  context: listContext(new DatetimeValue(Date.UTC(2026, 0, 1))),
};

function listed(text: string): boolean {
  const parsed = parsePolicies(text);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in ${text}`);
  return mayAllow(
    new PolicySet(parsed.policies.map((policy, at) => compilePolicy(policy, `p${at}`))),
    request,
  );
}

const any = "principal, action, resource";
const permit = `permit(${any});`;

/** Whether a permit under the condition can be satisfied, and whether a forbid under it certainly is. */
describe("a condition while the arguments are unknown", () => {
  it.each<[string, "always" | "perhaps" | "never"]>([
    ["true", "always"],
    ["false", "never"],
    ["context.input.amount < 500", "perhaps"],
    ["context.input has amount", "perhaps"],
    ["context has input", "always"],
    ["context has other", "never"],
    ["context has system.now", "always"],
    ["context has input.amount", "perhaps"],
    ["context.other", "never"],
    ["context.input", "never"],
    ["context.input && false", "never"],
    ['principal.getTag("role") == "admin"', "always"],
    ['principal.getTag("role") == "guest" && context.input.flag', "never"],
    ['context.input.flag && principal.getTag("role") == "guest"', "never"],
    ['context.input.flag || principal.getTag("role") == "admin"', "perhaps"],
    ['context.input has flag || principal.getTag("role") == "admin"', "always"],
    ['principal.getTag("role") == "admin" || context.input.flag', "always"],
    ["!(context.input has a && false)", "always"],
    ["!(context.input has a) || true", "always"],
    ["!(context.input.a < 1) || true", "perhaps"],
    ["context.input.a == context.input.b", "perhaps"],
    ["context.input.a + 1 < 5", "perhaps"],
    ["context.input == context.input.a || true", "perhaps"],
    ["context.input has a && context.input.b || true", "perhaps"],
    ["(if context.input has a then context.input.b else 1) == 1 || true", "perhaps"],
    ["(if context.input has a then 2 else 1) == 1 || true", "always"],
    ["context.input.a && context.input.b && false", "never"],
    ['principal.getTag("none") == context.input.a', "never"],
    ['context.input.a == principal.getTag("none")', "never"],
    ['"text" < context.input.a', "perhaps"],
    ["(if context.input has a then 1 else 2) < 3", "always"],
    ["(if context.input has a then 1 else 2) > 2", "never"],
    ["(if context.input has a then 1 else 3) > 2", "perhaps"],
    ["(if context.input.a then 1 else 2) < 3", "perhaps"],
    ['(if context.input has a then "x" else 2) < 3', "perhaps"],
    ['(if context.input has a then "x" else "y") < 3', "never"],
    ["if context.input has a then false else false", "never"],
    ["-(if context.input has a then 1 else 2) < 0", "always"],
    ["{a: context.input, b: 1}.b == 1", "always"],
    ["{a: context.input.x, b: 1}.b == 1", "perhaps"],
    ["{a: context.input.x, b: 1}.b == 2", "never"],
    ["{a: context.input, b: 1} has b", "always"],
    ["{a: context.input, b: 1}.c", "never"],
    ["[context.input].isEmpty()", "perhaps"],
    ["[1, 2].contains(context.input.a)", "perhaps"],
    ["context.input.list.contains(1)", "perhaps"],
    ["context.input.list.containsAll([])", "perhaps"],
    ["principal.hasTag(context.input.name)", "perhaps"],
    ["principal in context.input.group", "perhaps"],
    ["context.input.who is AgentCore::OAuthUser", "perhaps"],
    ['context.input.text like "*"', "perhaps"],
    ["context == {}", "perhaps"],
    ["datetime(context.input.from) < context.system.now", "perhaps"],
    ['decimal(context.input.price).lessThan(decimal("x"))', "never"],
    ['context.system.now < datetime("2026-01-02")', "always"],
    ['context.system.now.offset(duration("1d")) < datetime("2026-01-02")', "never"],
  ])("%s is satisfied %s", (condition, expected) => {
    const when = `(${any}) when { ${condition} };`;
    expect(listed(`permit${when}`)).toBe(expected !== "never");
    expect(listed(`${permit} forbid${when}`)).toBe(expected !== "always");
  });
});

it.each([
  ["nothing", "", false],
  ["a permit of another action", 'permit(principal, action == AgentCore::Action::"T___b", resource);', false],
  ["a permit of the group", 'permit(principal, action in AgentCore::Action::"T", resource);', true],
  [
    "a permit of another caller",
    'permit(principal == AgentCore::OAuthUser::"bob", action, resource);',
    false,
  ],
  ["a permit of another gateway", 'permit(principal, action, resource == AgentCore::Gateway::"b");', false],
  [
    "a forbid of another caller",
    `${permit} forbid(principal == AgentCore::OAuthUser::"bob", action, resource);`,
    true,
  ],
  ["an unless on arguments", `permit(${any}) unless { context.input.a };`, true],
  ["an unless that holds", `permit(${any}) unless { context has input };`, false],
])("%s lists the tool: %s", (_, text, expected) => {
  expect(listed(text)).toBe(expected);
});
