import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { parsePolicies } from "../syntax/parse-policies.ts";
import { DatetimeValue } from "../values/value.ts";
import { compilePolicy } from "./compile-policy.ts";
import { explainOpen } from "./explain-open.ts";
import type { OpenExplanation } from "./explanation.ts";
import { PolicySet } from "./policy-set.ts";
import { type Entity, listContext } from "./request.ts";
import { actionEntity, gatewayEntity, principalEntity } from "./request-entities.ts";

const ann = { type: "AgentCore::OAuthUser", id: "ann", tags: { role: "clerk" } } as const;

function explained(
  texts: Readonly<Record<string, string>>,
  principal: Entity = principalEntity(ann),
): OpenExplanation {
  const compiled = Object.entries(texts).map(([id, text]) => {
    const parsed = parsePolicies(text);
    const [policy] = parsed.ok ? parsed.policies : [];
    if (policy === undefined) throw new Error(text);
    return compilePolicy(policy, id);
  });
  return explainOpen(
    new PolicySet(compiled),
    {
      principal,
      action: actionEntity("T___a"),
      resource: gatewayEntity("arn"),
      context: listContext(new DatetimeValue(0)),
    },
    { textOf: (id) => texts[id] ?? "", nameOf: (id) => `the ${id}` },
  );
}

const all = "(principal, action, resource)";
const amount = "context.input.amount < 500";

describe("of a request without arguments", () => {
  it.each<[string, Record<string, string>]>([
    [
      "undecided: the P permits this tool, but hangs on context.input.amount < 500, which is not known",
      { P: `permit${all} when { principal.hasTag("role") && ${amount} };` },
    ],
    [
      "undecided: the F forbids this tool, but hangs on context.input has note, which is not known",
      { P: `permit${all};`, F: `forbid${all} unless { !(context.input has note) };` },
    ],
    ["allowed: the P permits this call", { P: `permit${all} when { principal.getTag("role") == "clerk" };` }],
    ["allowed: the P permits this call", { P: `permit${all};`, Q: `permit${all} when { ${amount} };` }],
    [
      "allowed: the P permits this call",
      { P: `permit${all};`, F: `forbid${all} when { ${amount} && false && ${amount} } unless { true };` },
    ],
    ["denied: the F forbids this call", { P: `permit${all};`, F: `forbid${all};` }],
    [
      'denied: the P permits this tool, but principal.hasTag("team") was false',
      { P: `permit${all} when { principal.hasTag("team") && ${amount} };` },
    ],
    [
      "denied: the P permits this tool, but its conditions do not hold",
      { P: `permit${all} when { ${amount} && false };` },
    ],
    ["denied: no policy permits this tool", { F: `forbid${all} when { ${amount} };` }],
  ])(verifies("explain.unknown", "%s"), (sentence, policies) => {
    expect(explained(policies).sentence).toBe(sentence);
  });

  it(verifies("explain.unknown", "says which parts are not known"), () => {
    const { decision, determining, policies } = explained({
      P: `permit${all} when { principal.hasTag("role") && ${amount} };`,
    });
    expect({ decision, determining }).toEqual({ decision: undefined, determining: [] });
    expect(policies[0]?.outcome).toBe("unknown");
    const body = policies[0]?.conditions[0]?.body;
    expect(body?.outcome).toEqual({ kind: "unknown" });
    expect(body?.parts.map(({ text, outcome, shown }) => ({ text, outcome, shown }))).toEqual([
      { text: 'principal.hasTag("role")', outcome: { kind: "value", value: true }, shown: "true" },
      { text: amount, outcome: { kind: "unknown" }, shown: undefined },
    ]);
  });
});

describe("of a caller of whom not all claims are known", () => {
  const open = principalEntity(ann, true);

  it.each<[string, string]>([
    ["allowed: the P permits this call", 'principal.hasTag("role") && principal.getTag("role") == "clerk"'],
    [
      'undecided: the P permits this tool, but hangs on principal.hasTag("team"), which is not known',
      'principal.hasTag("team") && principal.getTag("team") == "a"',
    ],
    [
      'undecided: the P permits this tool, but hangs on principal.getTag("team") == "a", which is not known',
      'principal.getTag("team") == "a"',
    ],
  ])(verifies("explain.unknown", "%s"), (sentence, condition) => {
    expect(explained({ P: `permit${all} when { ${condition} };` }, open).sentence).toBe(sentence);
  });

  it("what stands in a policy in many lines is one line, and not more than 400 characters of it", () => {
    const words = Array.from({ length: 200 }, () => "true").join("\n  && ");
    const text = `permit${all} when { ${words} };`;
    const body = explained({ P: text }).policies[0]?.conditions[0]?.body;
    expect(body?.text).toBe(
      `${Array.from({ length: 51 }, () => "true")
        .join(" && ")
        .slice(0, 400)}…`,
    );
  });
});
