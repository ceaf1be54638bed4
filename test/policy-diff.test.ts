import { analyseDiff } from "@toolgate/server";
import { afterAll, describe, expect, it } from "vitest";
import { on, startAsking } from "./asking-policies.ts";
import { verifies } from "./verifies.ts";

const asking = startAsking();
afterAll(() => asking.close());

const role = (name: string) => `principal.hasTag("role") && principal.getTag("role") == "${name}"`;
const below = (limit: number) => on("transfer", "permit", `when { context.input.amount < ${limit} }`);

async function diff(before: string, after: string) {
  const was = [{ source: "before.cedar", text: before }];
  const is = [{ source: "after.cedar", text: after }];
  return analyseDiff(asking.deps, asking.world([...was, ...is]), was, is);
}

describe("a comparison", () => {
  it.each([
    // From 500 up to 999 is new.
    ["a limit that is raised", below(500), below(1000), { transfer: "allows more" }],
    ["a limit that is lowered", below(1000), below(500), { transfer: "allows less" }],
    [
      "a limit that is written otherwise",
      below(500),
      on("transfer", "permit", "when { context.input.amount <= 499 }"),
      {},
    ],
    [
      "a permit that is split in two",
      below(500),
      `${on("transfer", "permit", "when { context.input.amount < 500 && context.input.amount >= 0 }")}${on("transfer", "permit", "when { context.input.amount < 0 }")}`,
      {},
    ],
    [
      "a role that is exchanged",
      on("transfer", "permit", `when { ${role("clerk")} }`),
      on("transfer", "permit", `when { ${role("boss")} }`),
      { transfer: "both" },
    ],
    [
      "a forbid that is dropped",
      `${below(500)}${on("transfer", "forbid", "when { context.input has note }")}`,
      below(500),
      { transfer: "allows more" },
    ],
    [
      "a forbid on what nobody may",
      below(500),
      `${below(500)}${on("transfer", "forbid", "when { context.input.amount > 800 }")}`,
      {},
    ],
    ["a comment", below(500), `// Below 500\n${below(500)}`, {}],
    [
      "another tool that is permitted",
      below(500),
      `${below(500)}${on("balance", "permit")}`,
      { balance: "allows more" },
    ],
    [
      "a claim that is read unasked, where errors skip the policy",
      on("transfer", "permit", `when { ${role("clerk")} }`),
      on(
        "transfer",
        "permit",
        'when { principal.hasTag("role") && ["clerk"].contains(principal.getTag("role")) }',
      ),
      {},
    ],
  ] as const)(
    verifies("questions.diff.answer", "of %s says for each tool what it does"),
    async (_, before, after, expected) => {
      const { differences, faults, allowsMore, allowsLess } = await diff(before, after);
      expect(faults).toEqual([]);
      const changed = differences.filter(({ kind }) => kind !== "equivalent");
      const found = changed.map(({ tool, kind }) => [tool.replace("Bank___", ""), kind]);
      expect(Object.fromEntries(found)).toEqual(expected);
      const kinds: readonly string[] = Object.values(expected);
      expect(allowsMore).toBe(kinds.some((kind) => kind === "allows more" || kind === "both") ? "yes" : "no");
      expect(allowsLess).toBe(kinds.some((kind) => kind === "allows less" || kind === "both") ? "yes" : "no");
    },
  );

  it(verifies("questions.diff.answer", "shows a request each way, and which policy decides it"), async () => {
    const { differences } = await diff(
      on("transfer", "permit", `when { ${role("clerk")} }`),
      on("transfer", "permit", `when { ${role("boss")} }`),
    );
    const [difference] = differences;
    expect(difference?.nowAllowed?.request.principal.claims).toEqual({ sub: "someone", role: "boss" });
    expect(difference?.nowAllowed?.by).toEqual([{ source: "after.cedar", line: 1, column: 1 }]);
    expect(difference?.nowDenied?.request.principal.claims).toEqual({ sub: "someone", role: "clerk" });
    expect(difference?.nowDenied?.by).toEqual([]);
  });

  it(verifies("questions.diff.answer", "keeps large numbers exact"), async () => {
    const { differences } = await diff(
      on("transfer", "permit", "when { context.input.amount < 9223372036854775807 }"),
      on("transfer", "permit"),
    );
    expect(differences[0]?.nowAllowed?.request.arguments).toBe('{"amount":9223372036854775807,"to":""}');
  });

  it(
    verifies(
      "questions.diff.exit",
      "names what is wrong with the texts, and counts such a policy on neither side",
    ),
    async () => {
      const { differences, faults } = await diff(
        `${below(500)}${on("balance", "permit", "when { context.input.nothing }")}`,
        below(500),
      );
      expect(faults.map(({ at, kind }) => [at.source, kind])).toEqual([["before.cedar", "error"]]);
      expect(differences.map(({ kind }) => kind)).toEqual(["equivalent", "equivalent"]);
    },
  );

  it(verifies("questions.unknown", "says what the solver gave up on is unknown"), async () => {
    const was = [{ source: "before.cedar", text: below(500) }];
    const is = [{ source: "after.cedar", text: below(1000) }];
    const analyst = {
      ...asking.deps.analyst,
      solve: async () => ({ kind: "unknown", why: "it is tired" }) as const,
    };
    const report = await analyseDiff({ ...asking.deps, analyst }, asking.world([...was, ...is]), was, is);
    expect([report.allowsMore, report.allowsLess]).toEqual(["unknown", "unknown"]);
    expect(report.differences[0]).toMatchObject({ kind: "unknown", why: "it is tired" });
  });
});
