import { describe, expect, it } from "vitest";
import { parsePolicies } from "../syntax/parse-policies.ts";
import {
  DatetimeValue,
  DecimalValue,
  EntityValue,
  RecordValue,
  SetValue,
  type Value,
} from "../values/value.ts";
import { compilePolicy } from "./compile-policy.ts";
import { explain } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { firstFailing } from "./first-failing.ts";
import { PolicySet } from "./policy-set.ts";
import { callContext, entity } from "./request.ts";

const input = new Map<string, Value>([
  ["amount", 750],
  ["price", new DecimalValue(15_000)],
  ["flag", false],
  ["tags", new SetValue(["a"])],
]);

function explained(
  policies: Readonly<Record<string, string>>,
  logOnly: Readonly<Record<string, string>> = {},
): Explanation {
  const all: Record<string, string> = { ...policies, ...logOnly };
  const compiled = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([id, text]) => {
      const parsed = parsePolicies(text);
      const [policy] = parsed.ok ? parsed.policies : [];
      if (policy === undefined) throw new Error(text);
      return compilePolicy(policy, id);
    });
  return explain(
    new PolicySet(compiled(policies), compiled(logOnly)),
    {
      principal: entity(new EntityValue("AgentCore::OAuthUser", "ann"), {
        tags: new Map([["role", "guest"]]),
      }),
      action: entity(new EntityValue("AgentCore::Action", "T___a")),
      resource: entity(new EntityValue("AgentCore::Gateway", "arn")),
      context: callContext(new RecordValue(input), new DatetimeValue(0)),
    },
    (id) => all[id] ?? "",
  );
}

const any = "(principal, action, resource)";

describe("the sentence", () => {
  it.each<[string, Record<string, string>]>([
    ["denied: no policy permits this tool", { f: 'forbid(principal, action == Action::"x", resource);' }],
    ["allowed: P permits this call", { P: `permit${any};` }],
    ["allowed: P, Q permit this call", { P: `permit${any};`, Q: `permit${any};` }],
    [
      "denied: F forbids this call",
      { P: `permit${any};`, F: `forbid${any} when { context.input.amount > 1 };` },
    ],
    [
      "denied: RefundUnder500 permits this tool, but context.input.amount < 500 was false: amount is 750",
      { RefundUnder500: `permit${any} when { context.input has amount && context.input.amount\n   < 500 };` },
    ],
    [
      'denied: P permits this tool, but principal.getTag("role") == "admin" was false: principal.getTag("role") is "guest"',
      { P: `permit${any} when { principal.hasTag("role") && principal.getTag("role") == "admin" };` },
    ],
    [
      "denied: P permits this tool, but context.input.amount == 1 || context.input.amount + 1 == 2 was false: amount is 750",
      { P: `permit${any} when { context.input.amount == 1 || context.input.amount + 1 == 2 };` },
    ],
    [
      "denied: P permits this tool, but context.input has reason was false",
      { P: `permit${any} when { context.input has reason };` },
    ],
    [
      "denied: P permits this tool, but context.input.flag was false",
      { P: `permit${any} when { !!context.input.flag };` },
    ],
    [
      'denied: P permits this tool, but context.input.price.lessThan(decimal("1.0")) was false: price is 1.5000',
      { P: `permit${any} when { context.input.price.lessThan(decimal("1.0")) };` },
    ],
    [
      'denied: P permits this tool, but principal == AgentCore::OAuthUser::"bob" was false: principal is AgentCore::OAuthUser::"ann"',
      { P: `permit${any} when { principal == AgentCore::OAuthUser::"bob" };` },
    ],
    [
      'denied: P permits this tool, but context.input.tags.contains("b") was false',
      { P: `permit${any} when { context.input.tags.contains("b") };` },
    ],
    [
      "denied: P permits this tool, but context.input.amount > 500 was true in what it excepts: amount is 750",
      { P: `permit${any} when { true } unless { context.input.flag || context.input.amount > 500 };` },
    ],
    [
      "denied: P permits this tool, but context.input.none failed: `context.input` has no attribute `none`",
      { P: `permit${any} when { true && context.input.none < 5 };` },
    ],
    [
      "denied: P permits this tool, but context.input.flag was false",
      { P: `permit${any} when { if context.input.amount > 5 then context.input.flag else true };` },
    ],
    [
      "denied: P permits this tool, but not for this principal",
      { P: 'permit(principal == AgentCore::OAuthUser::"bob", action, resource);' },
    ],
    [
      "denied: P permits this tool, but not on this gateway",
      { P: 'permit(principal, action, resource == AgentCore::Gateway::"other");' },
    ],
    [
      "denied: Q permits this tool, but false was false",
      { P: "permit(principal is Other, action, resource);", Q: `permit${any} when { false };` },
    ],
  ])("%s", (sentence, policies) => {
    expect(explained(policies).sentence).toBe(sentence);
  });
});

it("an explanation has every policy that could apply, and the value of every part", () => {
  const statement = `permit${any} when { context.input.amount < 500 && context.input.flag };`;
  const { decision, policies } = explained(
    { P: statement, X: 'permit(principal, action == Action::"x", resource);' },
    { L: `forbid(principal is Other, action, resource) when { true };` },
  );
  const at = (text: string) => {
    const start = statement.indexOf(text);
    return { span: { start, end: start + text.length }, text };
  };
  expect(decision.decision).toBe("DENY");
  expect(
    policies.map(({ id, effect, logOnly, outcome, scope }) => ({ id, effect, logOnly, outcome, scope })),
  ).toEqual([
    {
      id: "P",
      effect: "permit",
      logOnly: false,
      outcome: "not-satisfied",
      scope: { principal: true, action: true, resource: true },
    },
    {
      id: "L",
      effect: "forbid",
      logOnly: true,
      outcome: "not-satisfied",
      scope: { principal: false, action: true, resource: true },
    },
  ]);
  const [first, second] = policies.map(({ conditions }) => conditions[0]?.body);
  expect(second?.outcome).toEqual({ kind: "not-evaluated" });
  expect(first).toMatchObject({ kind: "and", outcome: { kind: "value", value: false } });
  const [less, flag] = first?.parts ?? [];
  expect(less).toMatchObject({
    kind: "binary",
    operator: "<",
    ...at("context.input.amount < 500"),
    outcome: { kind: "value", value: false },
  });
  expect(less?.parts.map(({ text, outcome }) => ({ text, outcome }))).toEqual([
    { text: "context.input.amount", outcome: { kind: "value", value: 750 } },
    { text: "500", outcome: { kind: "value", value: 500 } },
  ]);
  expect(flag).toMatchObject({
    kind: "member",
    ...at("context.input.flag"),
    outcome: { kind: "not-evaluated" },
  });
  const [condition] = policies[0]?.conditions ?? [];
  expect(condition && firstFailing(condition)?.text).toBe("context.input.amount < 500");
});
