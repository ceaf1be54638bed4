import { analyseAssert } from "@toolgate/server";
import { afterAll, describe, expect, it } from "vitest";
import { on, startAsking } from "./asking-policies.ts";
import { verifies } from "./verifies.ts";

const asking = startAsking();
afterAll(() => asking.close());

const has = (role: string) => `principal.hasTag("role") && principal.getTag("role") == "${role}"`;
const transfer = 'action == AgentCore::Action::"Bank___transfer"';
const policies = [
  on("transfer", "permit", `when { ${has("clerk")} && context.input.amount < 500 }`),
  on("transfer", "permit", `when { ${has("finance")} }`),
  on("transfer", "forbid", 'when { context.input.to == "nobody" }'),
].join("\n");

async function assert(text: string) {
  const sources = [{ source: "a.cedar", text: policies }];
  return analyseAssert(asking.deps, asking.world(sources), sources, [{ source: "must.txt", text }]);
}

describe("an assertion", () => {
  it.each([
    [
      "what the roles exclude",
      `never { ${transfer} && context.input.amount > 10000 && !(${has("finance")}) }`,
      "holds",
    ],
    [
      "what a clerk may",
      `never { ${transfer} && context.input.amount > 100 && !(${has("finance")}) }`,
      "broken",
    ],
    // Only permits name roles, and each names one.
    ["that callers have a role", 'always { principal.hasTag("role") }', "holds"],
    ["that all are clerks", `always { ${has("clerk")} }`, "broken"],
    ["what a forbid excludes", `always { ${transfer} && context.input.to != "nobody" }`, "holds"],
    [
      "an argument that only one tool has",
      "never { context.input.amount > 10 && context.input.amount < 5 }",
      "empty",
    ],
    [
      "a claim that is read unasked, of what nobody may",
      'never { principal.getTag("team") == "red" && context.input.to == "nobody" }',
      "fails",
    ],
    ["a misspelt tool", 'never { action == AgentCore::Action::"Bank___tranfser" }', "empty"],
    ["what is always so", "always { context.system.now == context.system.now }", "empty"],
    ["that finance can move much", `allows { ${transfer} && context.input.amount == 20000 }`, "holds"],
    ["that somebody can see a balance", 'allows { action == AgentCore::Action::"Bank___balance" }', "broken"],
  ])(
    verifies("questions.assert.outcome", "of %s: never and always speak of allowed calls alone"),
    async (_, text, outcome) => {
      const { assertions, findings } = await assert(text);
      expect(findings).toEqual([]);
      expect(assertions.map((each) => each.outcome)).toEqual([outcome]);
    },
  );

  it(
    verifies("questions.assert.outcome", "that is broken comes with an allowed request and the permit"),
    async () => {
      const { assertions } = await assert(
        `// Clerks\n\nnever "clerks move little" { ${transfer} && context.input.amount == 400 && ${has("clerk")} };`,
      );
      expect(assertions).toMatchObject([
        {
          at: { source: "must.txt", line: 3, column: 1 },
          kind: "never",
          name: "clerks move little",
          outcome: "broken",
          sentence: "This call is allowed, and satisfies it.",
          request: {
            tool: "Bank___transfer",
            arguments: '{"amount":400,"to":""}',
            principal: { claims: { role: "clerk" } },
          },
          by: [{ source: "a.cedar", line: 1, column: 1 }],
        },
      ]);
    },
  );

  it(
    verifies("questions.assert.outcome", "that fails on an allowed call says where, and the guard"),
    async () => {
      const { assertions } = await assert(
        'never { principal.getTag("team") == "red" && context.input.to == "nobody" }',
      );
      expect(assertions[0]?.sentence).toMatch(
        /^This call is allowed, and the assertion's condition fails on it: .*Ask first: principal\.hasTag\("team"\) && …$/,
      );
    },
  );

  it(verifies("questions.unknown", "that the solver gave up on is unknown, which is no proof"), async () => {
    const sources = [{ source: "a.cedar", text: policies }];
    const analyst = {
      ...asking.deps.analyst,
      solve: async () => ({ kind: "unknown", why: "it is tired" }) as const,
    };
    const given = [{ source: "must.txt", text: `never { ${transfer} && context.input.amount > 10000 }` }];
    const { assertions } = await analyseAssert(
      { ...asking.deps, analyst },
      asking.world(sources),
      sources,
      given,
    );
    expect(assertions).toMatchObject([
      { outcome: "unknown", sentence: "It could be neither proved nor refuted: it is tired." },
    ]);
  });

  it.each([
    [
      "a word that is none",
      "nevr { true }",
      "1:1 Expected `never`, `always` or `allows`, found `nevr`. Did you mean `never`?",
    ],
    [
      "no braces",
      "never true",
      '1:7 Expected `{` after `never`, found `true`. An assertion reads never "why" { condition }.',
    ],
    [
      "no end",
      "never { true",
      "1:13 Expected an operator or `}` after the condition, found the end of the text. Close every bracket that is open.",
    ],
    [
      "nothing",
      "// Later",
      '1:9 Expected `never`, `always` or `allows`, found the end of the text. An assertion reads never "why" { condition }.',
    ],
  ])(
    verifies("questions.assert.syntax", "with %s is told with its place and what to write"),
    async (_, text, expected) => {
      const { findings } = await assert(text);
      expect(findings.map(({ at, sentence, cure }) => `${at.line}:${at.column} ${sentence} ${cure}`)).toEqual(
        [expected],
      );
    },
  );
});
