import { type EngineFinding, engineFindings, environment, parsePolicy, replay } from "@toolgate/policy";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { type DomainTool, findingsByTrying } from "./finding-domain.ts";
import { seedGateways, seedPolicies } from "./fixtures/seed-policies.ts";
import { verifies } from "./verifies.ts";

/** What is expected of each set is said three times: here, by the solver, and by trying every request of a small domain. */

const solver = createSolver({ timeLimit: 30_000 });
afterAll(() => solver.close());
const analyst = { solve: solver.solve, replay };

const tool: DomainTool = {
  action: "Refund___process",
  gatewayArn: "arn:gateway",
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer" },
      limit: { type: "integer" },
      note: { type: "string" },
      labels: { type: "array", items: { type: "string" } },
      price: { type: "number" },
      urgent: { type: "boolean" },
    },
    required: ["amount", "urgent"],
  },
};

const any = "principal, action, resource";
const permit = (condition?: string) =>
  `permit(${any})${condition === undefined ? "" : ` when { ${condition} }`};`;
const forbid = (condition?: string) =>
  `forbid(${any})${condition === undefined ? "" : ` when { ${condition} }`};`;
const under = (limit: number) => permit(`context.input.amount < ${limit}`);
const over = (limit: number) => forbid(`context.input.amount > ${limit}`);
const role = (name: string) => `principal.hasTag("role") && principal.getTag("role") == "${name}"`;
const inScope = (pattern: string) =>
  `principal.hasTag("scope") && principal.getTag("scope") like "${pattern}"`;

type Kind = EngineFinding["kind"];
type Row = readonly [name: string, policies: readonly string[], kinds: readonly Kind[]];

const permits: readonly Row[] = [
  ["a permit of everything", [permit()], ["allows all"]],
  ["when true", [permit("true")], ["allows all"]],
  ["when false", [permit("false")], ["never applies"]],
  ["unless true", [`permit(${any}) unless { true };`], ["never applies"]],
  [
    "for callers with tokens",
    ["permit(principal is AgentCore::OAuthUser, action, resource);"],
    ["allows all"],
  ],
  ["for other callers", ["permit(principal is AgentCore::IamEntity, action, resource);"], ["never applies"]],
  ["for one caller", ['permit(principal == AgentCore::OAuthUser::"alice", action, resource);'], []],
  [
    "on the tool",
    ['permit(principal, action == AgentCore::Action::"Refund___process", resource);'],
    ["allows all"],
  ],
  ["on the target", ['permit(principal, action in AgentCore::Action::"Refund", resource);'], ["allows all"]],
  [
    "on a target by ==",
    ['permit(principal, action == AgentCore::Action::"Refund", resource);'],
    ["never applies"],
  ],
  [
    "on another tool",
    ['permit(principal, action == AgentCore::Action::"Refund___other", resource);'],
    ["never applies"],
  ],
  [
    "on the gateway",
    ['permit(principal, action, resource == AgentCore::Gateway::"arn:gateway");'],
    ["allows all"],
  ],
  [
    "on another gateway",
    ['permit(principal, action, resource == AgentCore::Gateway::"other");'],
    ["never applies"],
  ],
  ["under a limit", [under(500)], []],
  ["a limit that all numbers meet", [permit("context.input.amount <= 9223372036854775807")], ["allows all"]],
  ["a limit that no number meets", [permit("context.input.amount > 9223372036854775807")], ["never applies"]],
  [
    "an empty interval",
    [permit("context.input.amount < 10 && context.input.amount > 20")],
    ["never applies"],
  ],
  [
    "an interval between two numbers",
    [permit("context.input.amount > 4 && context.input.amount < 5")],
    ["never applies"],
  ],
  ["an interval of one number", [permit("context.input.amount > 4 && context.input.amount < 6")], []],
  ["two halves in one", [permit("context.input.amount < 10 || context.input.amount >= 10")], ["allows all"]],
  ["two halves with a gap", [permit("context.input.amount < 10 || context.input.amount > 10")], []],
  ["the halves in two policies", [under(10), permit("context.input.amount >= 10")], ["allows all"]],
  ["an odd and an even", [permit("context.input.amount * 2 == 7")], ["never applies", "can fail"]],
  ["a yes or no", [permit("context.input.urgent || !context.input.urgent")], ["allows all"]],
  ["a yes and no", [permit("context.input.urgent && !context.input.urgent")], ["never applies"]],
  ["a role", [permit(role("admin"))], []],
  ["two roles at once", [permit(`${role("a")} && ${role("b")}`)], ["never applies"]],
  ["a role or none", [permit('principal.hasTag("role") || !principal.hasTag("role")')], ["allows all"]],
  ["a role unguarded", [permit('principal.getTag("role") == "admin"')], ["can fail"]],
  [
    "a role guarded by another",
    [permit('principal.hasTag("rule") && principal.getTag("role") == "admin"')],
    ["can fail"],
  ],
  ["an optional member unguarded", [permit('context.input.note == "x"')], ["can fail"]],
  ["an optional member guarded", [permit('context.input has note && context.input.note == "x"')], []],
  [
    "a misspelt member behind has",
    [permit('context.input has nota && context.input.nota == "x"')],
    ["never applies"],
  ],
  [
    "a member that may be there or not",
    [permit("context.input has note || !(context.input has note)")],
    ["allows all"],
  ],
  ["a sum that overflows", [permit("context.input.amount + 1 > 3")], ["can fail"]],
  [
    "a sum below a bound",
    [permit("context.input.amount < 100 && context.input.amount > 0 && context.input.amount + 1 > 3")],
    [],
  ],
  [
    "a product of two",
    [
      permit(
        "context.input has limit && context.input.amount < 10 && context.input.amount > 0 && context.input.limit < 10 && context.input.limit > 0 && context.input.amount * context.input.limit > 80",
      ),
    ],
    [],
  ],
  ["a scope by substring", [permit(inScope("*payment:process*"))], ["matches longer words"]],
  [
    "a scope exactly",
    [permit('principal.hasTag("scope") && principal.getTag("scope") == "payment:process"')],
    [],
  ],
  [
    "a scope as a whole word",
    [
      permit(
        `principal.hasTag("scope") && (principal.getTag("scope") == "pay" || principal.getTag("scope") like "pay *" || principal.getTag("scope") like "* pay" || principal.getTag("scope") like "* pay *")`,
      ),
    ],
    [],
  ],
  [
    "a scope by substring and a number",
    [permit(`${inScope("*pay*")} && context.input.amount < 10`)],
    ["matches longer words"],
  ],
  ["a scope by its beginning", [permit(inScope("pay*"))], []],
  [
    "a list claim by its JSON text",
    [permit('principal.hasTag("groups") && principal.getTag("groups") like "*\\"admin\\"*"')],
    [],
  ],
  ["a pattern that any text meets", [permit('context.input has note && context.input.note like "*"')], []],
  [
    "a pattern and its contrary",
    [permit('context.input has note && context.input.note like "a*" && !(context.input.note like "*")')],
    ["never applies"],
  ],
  ["a label", [permit('context.input has labels && context.input.labels.contains("vip")')], []],
  [
    "a label of an empty list",
    [
      permit(
        'context.input has labels && context.input.labels.isEmpty() && context.input.labels.contains("a")',
      ),
    ],
    ["never applies"],
  ],
  [
    "labels within others",
    [permit('context.input has labels && ["a", "b"].containsAll(context.input.labels)')],
    [],
  ],
  ["a price", [permit('context.input has price && context.input.price.lessThan(decimal("9.5"))')], []],
  [
    "a price between two",
    [
      permit(
        'context.input has price && context.input.price.lessThan(decimal("1.0001")) && context.input.price.greaterThan(decimal("1.0"))',
      ),
    ],
    ["never applies"],
  ],
  [
    "office hours",
    [
      permit(
        'context.system.now.toTime() >= duration("9h") && context.system.now.toTime() < duration("17h")',
      ),
    ],
    [],
  ],
  ["hours that no day has", [permit('context.system.now.toTime() >= duration("24h")')], ["never applies"]],
  [
    "before and after a day",
    [permit('context.system.now < datetime("2026-03-01") && context.system.now > datetime("2026-03-01")')],
    ["never applies"],
  ],
  ["a type that no value has", [permit('context.input.amount == "1"')], ["never applies"]],
  [
    "an if",
    [permit("if context.input.urgent then context.input.amount < 10 else context.input.amount < 100")],
    [],
  ],
  [
    "an if that is always true",
    [permit("if context.input.urgent then context.input.urgent else !context.input.urgent")],
    ["allows all"],
  ],
];

const sets: readonly Row[] = [
  ["a permit of everything beside a forbid", [permit(), over(500)], []],
  ["a permit of everything beside a forbid that never applies", [permit(), forbid("false")], ["allows all"]],
  [
    "a permit of everything beside a forbid of another tool",
    [permit(), 'forbid(principal, action == AgentCore::Action::"Other___tool", resource);'],
    ["allows all"],
  ],
  ["a permit of everything beside another", [permit(), permit()], ["redundant"]],
  ["a limit within another", [under(100), under(200)], ["redundant"]],
  ["a limit beyond another", [under(200), under(100)], []],
  [
    "a limit that others make up together",
    [
      under(100),
      permit("context.input.amount < 50"),
      permit("context.input.amount >= 50 && context.input.amount < 100"),
    ],
    ["redundant"],
  ],
  ["a limit that a forbid covers", [under(500), forbid("context.input.amount < 1000")], ["overridden"]],
  ["a limit that a forbid cuts", [under(500), forbid("context.input.amount < 100")], []],
  [
    "a permit that differs only where a forbid stands",
    [under(200), under(100), forbid("context.input.amount >= 100")],
    ["redundant"],
  ],
  ["a permit under an emergency stop", [under(200), forbid()], ["overridden"]],
  ["an admin beside everybody", [permit(role("admin")), permit()], ["redundant"]],
  ["an admin beside clerks", [permit(role("admin")), permit(role("clerk"))], []],
  [
    "a permit that fails beside one that does not",
    [permit("context.input.amount + 1 > 3"), permit("context.input.amount > 2")],
    ["redundant", "can fail"],
  ],
];

const forbids: readonly Row[] = [
  ["an emergency stop", [forbid()], ["denies all"]],
  ["an emergency stop beside permits", [forbid(), under(500)], ["denies all"]],
  ["two emergency stops", [forbid(), forbid()], ["denies all", "redundant"]],
  ["a limit before any permit", [over(1000)], []],
  ["a limit beside a permit of everything", [over(1000), permit()], []],
  ["a limit beside a smaller permit", [over(1000), under(500)], []],
  [
    "a forbid of all that is permitted",
    [forbid("context.input.amount < 1000"), under(500)],
    ["denies all permitted"],
  ],
  ["a forbid of nearly all that is permitted", [forbid("context.input.amount < 499"), under(500)], []],
  [
    "a forbid of both halves",
    [forbid("context.input.amount < 5 || context.input.amount >= 5"), under(500)],
    ["denies all"],
  ],
  [
    "a forbid that never applies",
    [forbid("context.input.amount < 5 && context.input.amount > 5"), permit()],
    ["never applies"],
  ],
  ["a forbid within another", [over(500), over(100)], ["redundant"]],
  ["a forbid beyond another", [over(100), over(500)], []],
  ["a forbid of a role", [forbid(role("guest")), permit()], []],
  [
    "a forbid of the only role permitted",
    [forbid(role("guest")), permit(role("guest"))],
    ["denies all permitted"],
  ],
  ["a forbid that fails", [forbid("context.input.amount + 1 > 3"), permit()], ["can fail"]],
  [
    "a forbid that fails for who has no role",
    [forbid('principal.getTag("role") == "guest"'), permit()],
    ["can fail"],
  ],
  ["a forbid unless there is a note", [`forbid(${any}) unless { context.input has note };`, permit()], []],
  [
    "a forbid unless there is an amount",
    [`forbid(${any}) unless { context.input has amount };`, permit()],
    ["never applies"],
  ],
  ["a forbid of a scope by substring", [forbid(inScope("*pay*")), permit()], ["matches longer words"]],
  [
    "a forbid of one caller",
    ['forbid(principal == AgentCore::OAuthUser::"mallory", action, resource);', permit()],
    [],
  ],
];

const byGuide: Readonly<Record<string, readonly Kind[]>> = {
  emergency_policy: ["denies all"],
  cedar_policy: ["matches longer words"],
  emergency_shutdown: ["denies all"],
  disable_tool: ["denies all"],
};

async function kindsOf(
  asked: DomainTool,
  principalType: "AgentCore::OAuthUser" | "AgentCore::Anonymous",
  texts: readonly string[],
) {
  const policies = texts.map((text) => {
    const result = parsePolicy(text);
    if (!result.ok) throw new Error(`${JSON.stringify(result.errors)} in ${text}`);
    return result.policy;
  });
  const findings = await engineFindings(environment(asked, principalType), policies, 0, analyst);
  return findings.map(({ kind }) => kind);
}

describe("the findings of a policy in its engine", () => {
  it.each([...permits, ...sets, ...forbids])(verifies("findings.exact", "%s"), async (_, texts, expected) => {
    expect(findingsByTrying(tool, "AgentCore::OAuthUser", texts)).toEqual(expected);
    expect(await kindsOf(tool, "AgentCore::OAuthUser", texts)).toEqual(expected);
  });

  it.each<Row>([
    ["a permit of everything", [permit()], ["allows all"]],
    [
      "a permit of those with tokens",
      ["permit(principal is AgentCore::OAuthUser, action, resource);"],
      ["never applies"],
    ],
    ["a permit of a claim", [permit(role("admin"))], ["never applies"]],
    ["a forbid of who has no claim", [forbid('!(principal.hasTag("role"))'), permit()], ["denies all"]],
    ["a limit", [under(10)], []],
  ])(verifies("findings.exact", "for callers without a token: %s"), async (_, texts, expected) => {
    expect(findingsByTrying(tool, "AgentCore::Anonymous", texts)).toEqual(expected);
    expect(await kindsOf(tool, "AgentCore::Anonymous", texts)).toEqual(expected);
  });

  it.each(seedPolicies)(
    verifies("findings.exact", "the guide's $name"),
    async ({ name, gateway, statement, base }) => {
      const gatewayArn = `arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${gateway}`;
      const [[target, tools] = ["", []]] = Object.entries(seedGateways[gateway] ?? {});
      const [spec] = tools;
      const { properties = {}, required = [] } = spec?.inputSchema ?? {};
      const types = Object.entries(properties).map(([key, { type }]) => [key, { type: String(type) }]);
      const seedTool: DomainTool = {
        action: `${target}___${spec?.name}`,
        gatewayArn,
        inputSchema: { type: "object", properties: Object.fromEntries(types), required },
      };
      const texts = base === undefined ? [statement] : [statement, base];
      const expected = byGuide[name] ?? [];
      expect(findingsByTrying(seedTool, "AgentCore::OAuthUser", texts)).toEqual(expected);
      expect(await kindsOf(seedTool, "AgentCore::OAuthUser", texts)).toEqual(expected);
    },
  );

  it(verifies("findings.exact", "more than a hundred sets are tried"), () => {
    expect(permits.length + sets.length + forbids.length + seedPolicies.length).toBeGreaterThan(100);
  });
});
