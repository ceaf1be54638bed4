import { analyseCheck } from "@toolgate/server";
import { afterAll, describe, expect, it } from "vitest";
import { bank, on, startAsking } from "./asking-policies.ts";
import { verifies } from "./verifies.ts";

const asking = startAsking();
afterAll(() => asking.close());

const clerk = 'principal.hasTag("role") && principal.getTag("role") == "clerk"';
const small = (limit: number) =>
  on("transfer", "permit", `when { ${clerk} && context.input.amount < ${limit} }`);

async function check(text: string, options: { strictAws?: boolean; anonymous?: boolean } = {}) {
  const sources = [{ source: "a.cedar", text }];
  return analyseCheck(asking.deps, asking.world(sources, options), sources);
}

async function told(text: string, options: { strictAws?: boolean; anonymous?: boolean } = {}) {
  const { findings } = await check(text, options);
  return findings.map(({ kind, at, calls }) => {
    const tools = calls.map(
      ({ tool, principalType }) => `${tool} ${principalType.slice("AgentCore::".length)}`,
    );
    return [`${at.source}:${at.line}:${at.column}`, kind, ...tools].join(" ");
  });
}

describe("a check of policies", () => {
  it.each([
    // A clerk with 400 passes; one with 500, and any other caller, does not: nothing to tell.
    ["a condition on caller and argument", small(500), []],
    [
      "an amount that is below 5 and above 10",
      on("transfer", "permit", "when { context.input.amount > 10 && context.input.amount < 5 }"),
      ["a.cedar:1:1 never applies Bank___transfer OAuthUser"],
    ],
    ["an open permit", on("balance", "permit"), ["a.cedar:1:1 allows all Bank___balance OAuthUser"]],
    // x < 10 or x >= 10 is every x.
    [
      "a permit whose parts make up everything",
      on("transfer", "permit", "when { context.input.amount < 10 || context.input.amount >= 10 }"),
      ["a.cedar:1:1 allows all Bank___transfer OAuthUser"],
    ],
    [
      "an open forbid",
      `${small(500)}\n${on("transfer", "forbid")}`,
      [
        "a.cedar:1:1 overridden Bank___transfer OAuthUser",
        "a.cedar:3:1 denies all Bank___transfer OAuthUser",
      ],
    ],
    // Below 100 is below 500 too.
    [
      "a narrower permit",
      `${small(500)}\n${small(100)}`,
      ["a.cedar:3:1 redundant Bank___transfer OAuthUser"],
    ],
    // 2^63-1 plus one is no number, which Cedar's types do not tell.
    [
      "a sum that overflows",
      on("transfer", "permit", "when { context.input.amount + 1 < 500 }"),
      ["a.cedar:2:8 can fail Bank___transfer OAuthUser"],
    ],
    [
      "a scope by a substring",
      on(
        "balance",
        "permit",
        'when { principal.hasTag("scope") && principal.getTag("scope") like "*bank:read*" }',
      ),
      ["a.cedar:1:1 matches longer words Bank___balance OAuthUser"],
    ],
    [
      "a scope by whole words",
      on(
        "balance",
        "permit",
        'when { principal.hasTag("scope") && principal.getTag("scope") == "bank:read" }',
      ),
      [],
    ],
    [
      "another gateway's tool",
      on("balance", "permit", "", "principal is AgentCore::IamEntity"),
      ["a.cedar:1:1 never applies"],
    ],
    // One tool has no amount, so that there the policy is silent; on the other it is a condition.
    [
      "a policy that says something of one of its tools",
      "permit(principal, action, resource is AgentCore::Gateway) when { context.input has amount && context.input.amount < 5 };",
      [],
    ],
    [
      "a forbid on others than those the permits are for",
      `${small(500)}\n${on("transfer", "forbid", "when { context.input.amount >= 500 }")}`,
      [],
    ],
    [
      "a forbid on all that is permitted",
      `${small(500)}\n${on("transfer", "forbid", "when { context.input.amount < 600 }")}`,
      [
        "a.cedar:1:1 overridden Bank___transfer OAuthUser",
        "a.cedar:3:1 denies all permitted Bank___transfer OAuthUser",
      ],
    ],
  ])(
    verifies("questions.check.findings", "tells of %s what is so and nothing else"),
    async (_, text, expected) => {
      expect(await told(text)).toEqual(expected);
    },
  );

  it(verifies("questions.check.findings", "shows a request, the reason and what to write"), async () => {
    const { findings } = await check(`${small(500)}\n${small(100)}`);
    expect(findings).toEqual([
      {
        kind: "redundant",
        at: { source: "a.cedar", line: 3, column: 1 },
        effect: "permit",
        sentence: "This permit changes nothing: whenever it applies, this permit applies too.",
        cure: "Remove it; check again before you remove another one.",
        calls: [
          { tool: "Bank___transfer", gatewayArn: bank.split('"')[1], principalType: "AgentCore::OAuthUser" },
        ],
        request: {
          tool: "Bank___transfer",
          gatewayArn: bank.split('"')[1],
          principal: {
            type: "AgentCore::OAuthUser",
            id: "someone",
            claims: { sub: "someone", role: "clerk" },
          },
          arguments: '{"amount":0,"to":""}',
          time: "2026-07-01T00:00:00.000Z",
        },
        because: [{ source: "a.cedar", line: 1, column: 1 }],
      },
    ]);
  });

  it(
    verifies(
      "questions.check.findings",
      "looks at the callers there are: both kinds under strict AWS, none with claims where nobody has a token",
    ),
    async () => {
      const open = on("balance", "permit");
      expect(await told(open, { strictAws: true })).toEqual([
        "a.cedar:1:1 allows all Bank___balance OAuthUser Bank___balance IamEntity",
      ]);
      expect(
        await told(small(500).replace("permit(principal,", "permit(principal is AgentCore::OAuthUser,"), {
          anonymous: true,
        }),
      ).toEqual(["a.cedar:1:1 never applies"]);
    },
  );

  it.each([
    [
      "a word that is none",
      "allow(principal, action, resource);",
      ["1:1 Expected `permit` or `forbid`, found `allow`. Cedar's word is `permit`."],
    ],
    [
      "an argument that no tool has",
      on("transfer", "permit", "when { context.input.amonut < 5 }"),
      [
        '2:8 Attribute `input.amonut` in context for AgentCore::Action::"Bank___transfer" not found. Did you mean `amount`? If other tools have it, a policy for several tools asks first: context.input has amonut && context.input.amonut …',
      ],
    ],
    [
      "a claim that is read unasked",
      on("transfer", "permit", 'when { principal.getTag("role") == "clerk" }'),
      [
        '2:8 Unable to guarantee safety of access to tag `"role"` on entity type `AgentCore::OAuthUser`. A caller may lack the claim, so ask first: principal.hasTag("role") && principal.getTag("role") …',
      ],
    ],
    [
      "two underscores",
      on("transfer", "permit").replace("___", "__"),
      [
        '1:1 AgentCore::Action::"Bank__transfer" is no action: target and tool are joined by three underscores. Did you mean AgentCore::Action::"Bank___transfer"?',
      ],
    ],
    [
      "a tool that its target has not",
      on("transfers", "permit"),
      [
        '1:1 AgentCore::Action::"Bank___transfers" is no action: the target Bank has no tool transfers. It has transfer, balance. Did you mean AgentCore::Action::"Bank___transfer"?',
      ],
    ],
    [
      "a target that is not there",
      on("transfer", "permit").replace("Bank___", "Bnak___"),
      [
        '1:1 Waits for the target Bnak on the gateway bank, which has Bank. Did you mean Bank? Then write AgentCore::Action::"Bank___transfer".',
      ],
    ],
    [
      "the second of two policies",
      `${small(500)}\n\n  ${on("balance", "permit", "when { context.input.account < 5 }")}`,
      ["5:8 Unexpected type: expected Long but saw String."],
    ],
  ])(
    verifies("questions.check.errors", "tells where %s is, and what to write"),
    async (_, text, expected) => {
      const { findings } = await check(text);
      expect(
        findings.map(
          ({ at, sentence, cure }) =>
            `${at.line}:${at.column} ${sentence}${cure === undefined ? "" : ` ${cure}`}`,
        ),
      ).toEqual(expected);
    },
  );

  it(verifies("questions.unknown", "tells what the solver gave up on as unknown"), async () => {
    const sources = [
      { source: "a.cedar", text: on("transfer", "permit", "when { context.input.amount + 1 < 500 }") },
    ];
    const analyst = {
      ...asking.deps.analyst,
      solve: async () => ({ kind: "unknown", why: "it is tired" }) as const,
    };
    const { findings } = await analyseCheck({ ...asking.deps, analyst }, asking.world(sources), sources);
    expect(findings.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toContain(
      "unknown: It could not be told whether it can fail: it is tired.",
    );
  });

  it(verifies("questions.unknown", "tells what there was no time for as unknown"), async () => {
    const sources = [{ source: "a.cedar", text: small(500) }];
    const pace = { over: async () => "the time is over", progress: () => {} };
    const { findings } = await analyseCheck({ ...asking.deps, pace }, asking.world(sources), sources);
    expect(findings.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      "unknown: It could not be told whether it ever applies: the time is over.",
    ]);
  });
});
