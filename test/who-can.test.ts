import { analyseWhoCan, QuestionMistaken } from "@toolgate/server";
import { afterAll, describe, expect, it } from "vitest";
import { on, startAsking } from "./asking-policies.ts";
import { verifies } from "./verifies.ts";

const asking = startAsking();
afterAll(() => asking.close());

const has = (role: string) => `principal.hasTag("role") && principal.getTag("role") == "${role}"`;

async function whoCan(text: string, question: Parameters<typeof analyseWhoCan>[3]) {
  const sources = [{ source: "a.cedar", text }];
  return analyseWhoCan(asking.deps, asking.world(sources), sources, question);
}

/** The ways in words: conditions, then exceptions behind a bar. */
async function told(
  text: string,
  question: Parameters<typeof analyseWhoCan>[3] = { tool: "Bank___transfer" },
) {
  const { answers } = await whoCan(text, question);
  return answers.map(({ answer, ways }) => [
    answer,
    ...ways.map(({ conditions, except }) =>
      [conditions, ...except.map((each) => each.conditions)]
        .map((parts) => parts.map(({ words }) => words).join("; "))
        .join(" | "),
    ),
  ]);
}

describe("who can call a tool", () => {
  it.each([
    ["an open permit", on("transfer", "permit"), ["always", ""]],
    ["no permit", on("balance", "permit"), ["never"]],
    [
      "a role and a limit",
      on("transfer", "permit", `when { ${has("clerk")} && context.input.amount < 500 }`),
      ["sometimes", 'claim role is "clerk"; argument amount is less than 500'],
    ],
    // Below 500 says below 1000, and equal to one text says that it is there.
    [
      "parts that others say",
      on(
        "transfer",
        "permit",
        'when { context.input.amount < 1000 && context.input.amount < 500 && context.input has note && context.input.note == "x" }',
      ),
      ["sometimes", 'argument amount is less than 500; argument note is "x"'],
    ],
    [
      "a narrower permit beside it, before or behind",
      `${on("transfer", "permit", "when { context.input.amount < 100 }")}${on("transfer", "permit", "when { context.input.amount < 500 }")}${on("transfer", "permit", "when { context.input.amount < 50 }")}`,
      ["sometimes", "argument amount is less than 500"],
    ],
    [
      "a forbid on one thing",
      `${on("transfer", "permit", `when { ${has("clerk")} }`)}${on("transfer", "forbid", "when { context.input.amount > 100 }")}`,
      ["sometimes", 'claim role is "clerk"; argument amount is at most 100'],
    ],
    [
      "a forbid that the permit excludes",
      `${on("transfer", "permit", "when { context.input.amount < 100 }")}${on("transfer", "forbid", "when { context.input.amount > 200 }")}`,
      ["sometimes", "argument amount is less than 100"],
    ],
    [
      "a forbid on a pattern",
      `${on("transfer", "permit")}${on("transfer", "forbid", 'when { context.input has note && context.input.note like "*urgent*" }')}`,
      ["sometimes", 'argument note is absent or argument note does not match "*urgent*"'],
    ],
    [
      "a forbid on many things together",
      `${on("transfer", "permit")}${on("transfer", "forbid", `when { ${has("clerk")} && context.input.amount > 10 && context.input.to == "x" }`)}`,
      ["sometimes", ' | claim role is "clerk"; argument amount is more than 10; argument to is "x"'],
    ],
    [
      "a forbid unless",
      `${on("transfer", "permit")}${on("transfer", "forbid", "unless { context.input has note }")}`,
      ["sometimes", "argument note is given"],
    ],
    [
      "one caller alone",
      on("transfer", "permit", "", 'principal == AgentCore::OAuthUser::"ann"'),
      ["sometimes", 'the caller is AgentCore::OAuthUser::"ann"'],
    ],
    [
      "a list",
      on(
        "transfer",
        "permit",
        'when { principal.hasTag("role") && ["a", "b"].contains(principal.getTag("role")) }',
      ),
      ["sometimes", 'claim role is one of "a", "b"'],
    ],
  ])(
    verifies("questions.who-can.ways", "with %s is told as short as it can be proved"),
    async (_, text, expected) => {
      expect(await told(text)).toEqual([expected]);
    },
  );

  it(
    verifies("questions.who-can.ways", "with a caller's claims is told without what they say already"),
    async () => {
      const text = [
        on("transfer", "permit", `when { ${has("clerk")} && context.input.amount < 500 }`),
        on("transfer", "permit", `when { ${has("finance")} }`),
        on("balance", "permit", `when { ${has("clerk")} }`),
      ].join("\n");
      expect(await told(text, { claims: { sub: "ann", role: "clerk" } })).toEqual([
        ["sometimes", "argument amount is less than 500"],
        ["always", ""],
      ]);
      expect(await told(text, { claims: { sub: "ann", role: "finance" } })).toEqual([
        ["always", ""],
        ["never"],
      ]);
      expect(await told(text, { claims: { sub: "ann" } })).toEqual([["never"], ["never"]]);
    },
  );

  it(verifies("questions.who-can.ways", "comes with an example caller"), async () => {
    const { answers } = await whoCan(
      on("transfer", "permit", `when { ${has("clerk")} && context.input.amount > 7 }`),
      {
        tool: "Bank___transfer",
      },
    );
    const example = answers[0]?.ways[0]?.example;
    expect(example?.principal.claims.role).toBe("clerk");
    expect(JSON.parse(example?.arguments ?? "{}").amount).toBeGreaterThan(7);
  });

  it.each([
    [
      "a tool that is not there",
      { tool: "Bank___trasfer" },
      "There is no tool Bank___trasfer. Did you mean Bank___transfer?",
    ],
    [
      "claims without sub",
      { claims: { role: "x" } },
      "The token has no claim 'sub' that is a non-empty string, so the caller has no name for policies.",
    ],
  ])(
    verifies("questions.who-can.ways", "of %s is a mistake, and said as one"),
    async (_, question, message) => {
      const asked = whoCan(on("transfer", "permit"), question);
      await expect(asked).rejects.toThrow(QuestionMistaken);
      await expect(asked).rejects.toThrow(message);
    },
  );

  it(verifies("questions.unknown", "is unknown where the solver gave up, with what was found"), async () => {
    const sources = [
      { source: "a.cedar", text: on("transfer", "permit", "when { context.input.amount * 3 == 21 }") },
    ];
    const analyst = {
      ...asking.deps.analyst,
      solve: async () => ({ kind: "unknown", why: "it is tired" }) as const,
    };
    const { answers } = await analyseWhoCan({ ...asking.deps, analyst }, asking.world(sources), sources, {
      tool: "Bank___transfer",
    });
    expect(answers).toMatchObject([{ answer: "unknown", ways: [], why: "it is tired" }]);
  });
});
