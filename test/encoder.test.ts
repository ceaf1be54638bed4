import {
  type AnalysedTool,
  applies,
  type Claim,
  compareSets,
  environment,
  fails,
  negation,
  never,
  type Policy,
  type PolicyFinding,
  parsePolicy,
  policyFindings,
  type RequestCase,
  replay,
  stringifyJson,
} from "@toolgate/policy";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

const tool: AnalysedTool = {
  action: "Refund___process",
  gatewayArn: "arn:gateway",
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer" },
      price: { type: "number" },
      note: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
      groups: { type: "array", items: { type: "array", items: { type: "string" } } },
      order: { type: "object", properties: { id: { type: "string" } } },
      orders: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
      switches: { type: "array", items: { type: "object", properties: { on: { type: "boolean" } } } },
    },
    required: ["amount", "tags"],
  },
};
const user = environment(tool, "AgentCore::OAuthUser");
const solver = createSolver({ timeLimit: 30_000 });
const analyst = { solve: solver.solve, replay };
const noSolver = { solve: () => Promise.reject(new Error("The solver was asked")), replay };
afterAll(() => solver.close());

const permit = (condition: string) => parsed(`permit(principal, action, resource) when { ${condition} };`);
const forbid = (condition: string) => parsed(`forbid(principal, action, resource) when { ${condition} };`);

function parsed(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)} in ${text}`);
  return result.policy;
}

const neverApplies: readonly string[] = [
  "context.input.amount + 1 < context.input.amount",
  "context.input.amount * 2 == 7",
  'context.input has note && context.input.note like "a*" && context.input.note like "*b" && context.input.note == "ac"',
  'principal.hasTag("role") && principal.getTag("role") == "a" && principal.getTag("role") != "a"',
  'principal.hasTag("sub") && principal.getTag("sub") != principal.id',
  'principal.id == ""',
  'context.input.tags.isEmpty() && context.input.tags.contains("a")',
  'context.input.tags.containsAll(["a", "b"]) && context.input.tags == ["a"]',
  'context.input.tags.containsAny(["a"]) && ["b"].containsAll(context.input.tags)',
  'context.input has price && context.input.price.lessThan(decimal("1.0")) && context.input.price.greaterThan(decimal("0.9999"))',
  'context.system.now < datetime("1969-12-31")',
  'context.system.now.toTime() >= duration("24h")',
  "context.system.now.toDate() > context.system.now",
  "context.input has order.id && !(context.input has order)",
  'context.input.amount == "1"',
  'resource == AgentCore::Gateway::"other"',
  'action in AgentCore::Action::"Other"',
  "principal is AgentCore::IamEntity",
  'ip("10.0.0.1").isInRange(ip("10.1.0.0/16"))',
  "if context.input.amount > 3 then context.input.amount < 2 else context.input.amount > 4",
  "context.input.amount > 0 && -context.input.amount > 0",
  'context.input has order && context.input.order == {id: "x"} && !(context.input.order has id)',
  "context.input has switches && !context.input.switches.isEmpty() && !context.input.switches.containsAny([{}, {on: true}, {on: false}])",
  "context.input has order && context.input has orders && !(context.input.order has id) && context.input.orders.contains(context.input.order) && !context.input.orders.contains({})",
  'context.input has price && context.input.price == decimal("-922337203685477.5808")',
  "context.input has order && context.input has orders && !(context.input.order has id) && !context.input.orders.contains(context.input.order) && context.input.orders.contains({})",
];

const sometimesApplies: readonly string[] = [
  "context.input.amount + 1 > context.input.amount",
  "context.input.amount * context.input.amount == 49",
  "context.input.amount - 1 == 9223372036854775806",
  'context.input has note && context.input.note like "a*" && context.input.note like "*b" && context.input.note != "ab"',
  'context.input has note && context.input.note == "a\\\\u{62}\\"é\\n"',
  'principal.hasTag("role") && principal.getTag("role") == principal.id',
  'context.input.tags.containsAll(["a", "b"]) && context.input.tags != ["a", "b"]',
  'context.input.tags.containsAny(["a", "b"]) && !context.input.tags.contains("a")',
  '!["a"].containsAll(context.input.tags) && !context.input.tags.contains("b")',
  'context.input has price && context.input.price == decimal("-12.5")',
  'context.system.now.durationSince(datetime("2026-01-01")) > duration("1d") && context.system.now.toTime() < duration("1h")',
  'context.input has order.id && context.input.order == {id: "x"}',
  "{a: context.input.amount} == {a: 1}",
  'action in [AgentCore::Action::"Mcp"] && resource == AgentCore::Gateway::"arn:gateway"',
];

describe("whether a policy applies to any request", () => {
  it.each(neverApplies)(verifies("analysis.formulas.agree", "never: %s"), async (condition) => {
    expect(await never(user, [permit(condition)], applies(0), analyst)).toEqual({ kind: "proved" });
  });

  it.each(sometimesApplies)(verifies("analysis.case.replayed", "sometimes: %s"), async (condition) => {
    expect(await never(user, [permit(condition)], applies(0), analyst)).toMatchObject({ kind: "refuted" });
  });

  it(
    verifies("analysis.formulas.agree", "an error is no refusal: a policy may neither apply nor not apply"),
    async () => {
      const policy = permit("context.input.amount + 1 > 0 || true");
      expect(await never(user, [policy], negation(applies(0)), analyst)).toMatchObject({
        kind: "refuted",
        case: {
          arguments: new Map([
            ["amount", { text: "9223372036854775807" }],
            ["tags", []],
          ]),
        },
      });
    },
  );
});

describe("a case", () => {
  it(
    verifies(
      "analysis.case.whole",
      "is a request that a client could send, short and with what it needs alone",
    ),
    async () => {
      const policies = [
        permit(
          'principal.hasTag("role") && principal.getTag("role") == "admin" && context.input.amount > 500 && context.input.tags.contains("vip") && context.input has note && context.system.now > datetime("2026-03-01")',
        ),
      ];
      const verdict = await never(user, policies, applies(0), analyst);
      const found = caseOf(verdict);
      expect(found.principal.type).toBe("AgentCore::OAuthUser");
      expect(found.principal.tags).toEqual({ sub: found.principal.id, role: "admin" });
      expect(found.action).toBe("Refund___process");
      expect(found.gatewayArn).toBe("arn:gateway");
      const sent = JSON.parse(stringifyJson(found.arguments));
      expect(Object.keys(sent)).toEqual(["amount", "note", "tags"]);
      expect(sent.tags).toEqual(["vip"]);
      expect(sent.amount > 500 && sent.amount <= 100_000).toBe(true);
      const now = Number(found.now.amount);
      expect(now > Date.UTC(2026, 2, 1) && now < Date.UTC(2027, 0, 1)).toBe(true);
    },
  );

  it(
    verifies("analysis.case.replayed", "on which the evaluator disagrees is a discrepancy, and no fact"),
    async () => {
      const disagreeing = { solve: solver.solve, replay: () => ["does not apply"] as const };
      const verdict = await never(user, [permit("context.input.amount > 7")], applies(0), disagreeing);
      expect(verdict).toMatchObject({
        kind: "discrepancy",
        why: "The formulas say that the policies do this, and the evaluator says that they do not",
      });
    },
  );

  it(verifies("analysis.case.replayed", "that a solver makes up is a discrepancy"), async () => {
    const lying = { solve: async () => ({ kind: "sat", output: "((true true) (c1 3))" }) as const, replay };
    const verdict = await never(user, [permit("context.input.amount > 7")], applies(0), lying);
    expect(verdict).toMatchObject({
      kind: "discrepancy",
      case: {
        arguments: new Map([
          ["amount", { text: "3" }],
          ["tags", []],
        ]),
      },
    });
  });
});

describe("what is unknown", () => {
  it.each([
    [
      "principal.hasTag(context.input.note)",
      "A policy cannot be analysed: it reads a tag whose name it computes",
    ],
    [
      'principal.id == "\u{30000}"',
      "A policy cannot be analysed: it writes the character U+30000, which solvers do not know",
    ],
    [
      'context.input has groups && context.input.groups.contains(["a"])',
      "A policy cannot be analysed: it asks about a set whose items hold sets",
    ],
    [
      'decimal(context.input.note) == decimal("1.0")',
      "A policy cannot be analysed: it calls `decimal` on text that it computes",
    ],
  ])(verifies("analysis.unknown", "%s"), async (condition, why) => {
    expect(await never(user, [permit(condition)], applies(0), noSolver)).toEqual({ kind: "unknown", why });
  });

  it.each([
    [{ kind: "unknown", why: "It was killed" }, "It was killed"],
    [{ kind: "sat", output: "(error)" }, "The solver's answer could not be read"],
  ] as const)(verifies("analysis.unknown", "is what a solver leaves open: %j"), async (answer, why) => {
    const verdict = await never(user, [permit("context.input.amount > 7")], applies(0), {
      solve: async () => answer,
      replay,
    });
    expect(verdict).toEqual({ kind: "unknown", why });
  });
});

describe("without a solver", () => {
  it.each<[string, Policy, Claim, "proved" | "refuted"]>([
    ["a bare scope applies", parsed("permit(principal, action, resource);"), applies(0), "refuted"],
    ["a bare scope cannot fail", parsed("permit(principal, action, resource);"), fails(0), "proved"],
    [
      "another action never applies",
      parsed('permit(principal, action == AgentCore::Action::"x", resource);'),
      applies(0),
      "proved",
    ],
    ["false never applies", permit("false"), applies(0), "proved"],
    [
      "numbers that contradict each other",
      permit("context.input.amount < 10 && context.input.amount > 20"),
      applies(0),
      "proved",
    ],
    [
      "texts that contradict each other",
      permit('context.input.note == "a" && context.input.note == "b"'),
      applies(0),
      "proved",
    ],
    [
      "a guarded tag cannot fail",
      permit('principal.hasTag("a") && principal.getTag("a") == "b"'),
      fails(0),
      "proved",
    ],
    ["an absent tag", permit('principal.getTag("a") == "b"'), fails(0), "refuted"],
  ])(verifies("analysis.without-solver", "%s"), async (_, policy, claim, kind) => {
    expect(await never(user, [policy], claim, noSolver)).toMatchObject({ kind });
  });
});

describe("findings", () => {
  const small = permit("context.input.amount < 100");
  const large = forbid("context.input.amount >= 100");
  it.each<[string, readonly Policy[], readonly PolicyFinding["kind"][]]>([
    ["none for a limit", [small], []],
    ["a permit that allows all", [parsed("permit(principal, action, resource);")], ["allows all"]],
    [
      "a permit without conditions beside a forbid",
      [parsed("permit(principal, action, resource);"), large],
      [],
    ],
    ["both halves together allow all", [small, permit("context.input.amount >= 100")], ["allows all"]],
    [
      "a limit that nothing meets",
      [permit("context.input.amount < 10 && context.input.amount > 20")],
      ["never applies"],
    ],
    [
      "a permit that a forbid always overrides",
      [small, forbid("context.input.amount < 1000")],
      ["overridden"],
    ],
    ["a permit within another", [small, permit("context.input.amount < 200")], ["redundant"]],
    [
      "a forbid of everything",
      [forbid("context.input.amount < 5 || context.input.amount >= 5"), small],
      ["denies all"],
    ],
    [
      "a forbid that never applies",
      [forbid("context.input.amount < 5 && context.input.amount > 5"), small],
      ["never applies"],
    ],
    ["a forbid within another", [forbid("context.input.amount > 500"), large], ["redundant"]],
    ["an unguarded tag", [permit('principal.getTag("role") == "admin"')], ["can fail"]],
    ["an unguarded optional argument", [permit('context.input.note == "x"')], ["can fail"]],
    ["an overflow", [permit("context.input.amount + 1 > 3")], ["can fail"]],
    ["what cannot be told", [permit("principal.hasTag(context.input.note)")], ["unknown", "unknown"]],
  ])(verifies("analysis.findings", "%s"), async (_, policies, kinds) => {
    const findings = await policyFindings(user, policies, 0, analyst);
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['principal.getTag("role") == "admin"', 'principal.getTag("role")', 'principal.hasTag("role")'],
    ['true && context.input.order.id == "x"', "context.input.order", "context.input has order"],
    [
      'context.input has order && context.input.order.id == "x"',
      "context.input.order.id",
      "context.input.order has id",
    ],
    ["context.input.amount * 2 > 3", "context.input.amount * 2", undefined],
  ])(verifies("analysis.findings", "%s fails at %s, and its guard is %s"), async (condition, part, guard) => {
    const text = `permit(principal, action, resource) when { ${condition} };`;
    const [finding] = await policyFindings(user, [parsed(text)], 0, analyst);
    if (finding?.kind !== "can fail") throw new Error(`Found ${finding?.kind}`);
    const { span, guard: suggested } = finding.expression ?? { span: { start: 0, end: 0 }, guard: "" };
    expect([text.slice(span.start, span.end), suggested]).toEqual([part, guard]);
  });
});

describe("a change of policies", () => {
  const limit = (amount: number) => permit(`context.input.amount < ${amount}`);
  it.each([
    ["the same policy", [limit(500)], [limit(500)], "equivalent"],
    ["the same in other words", [limit(500)], [permit("!(500 <= context.input.amount)")], "equivalent"],
    ["a higher limit", [limit(500)], [limit(1000)], "allows more"],
    ["a lower limit", [limit(1000)], [limit(500)], "allows less"],
    ["another limit besides", [limit(500)], [permit("context.input.amount > 100")], "both"],
    ["a forbid dropped", [limit(500), forbid("!(context.input has note)")], [limit(500)], "allows more"],
    [
      "a forbid that fails where it should deny",
      [limit(500), forbid('context.input has note && context.input.note like "*x*"')],
      [limit(500), forbid('context.input.note like "*x*"')],
      "equivalent",
    ],
    [
      "a guard dropped from a permit",
      [permit('!(context.input has note) || context.input.note == "a"')],
      [permit('context.input.note == "a"')],
      "allows less",
    ],
    ["what cannot be told", [limit(500)], [permit("principal.hasTag(context.input.note)")], "unknown"],
  ] as const)(verifies("analysis.compare", "%s: %s"), async (_, before, after, kind) => {
    expect((await compareSets(user, before, after, analyst)).kind).toBe(kind);
  });

  it(verifies("analysis.compare", "comes with a request each way"), async () => {
    const { allowsNothingMore, allowsNothingLess } = await compareSets(
      user,
      [limit(500)],
      [permit("context.input.amount > 100")],
      analyst,
    );
    expect(amountOf(allowsNothingMore)).toBeGreaterThanOrEqual(500);
    expect(amountOf(allowsNothingLess)).toBeLessThanOrEqual(100);
  });
});

function caseOf(verdict: Awaited<ReturnType<typeof never>>): RequestCase {
  if (verdict.kind !== "refuted") throw new Error(`The verdict is ${JSON.stringify(verdict.kind)}`);
  return verdict.case;
}

function amountOf(verdict: Awaited<ReturnType<typeof never>>): number {
  return JSON.parse(stringifyJson(caseOf(verdict).arguments)).amount;
}
