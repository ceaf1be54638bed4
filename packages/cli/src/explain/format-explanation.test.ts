import type { ExplainedPart, ExplainedPolicy, ExplainOutput } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { formatExplanation } from "./format-explanation.ts";

function part(text: string, more: Partial<ExplainedPart> = {}): ExplainedPart {
  const base = {
    kind: "binary",
    span: { start: 0, end: 1 },
    text,
    outcome: "value",
    value: "true",
    parts: [],
  } as const;
  return { ...base, ...more };
}

const literal = (text: string) => part(text, { kind: "literal", value: text });
const amount = part("context.input.amount", { kind: "member", value: "750" });
const less = part("context.input.amount < 500", { value: "false", parts: [amount, literal("500")] });
const notReached = part("true", { outcome: "not-evaluated", parts: [part("never shown")] });
const role = part('principal.hasTag("role")', {
  operator: "hasTag",
  parts: [part("principal", { kind: "variable" })],
});

function policy(name: string, more: Partial<ExplainedPolicy> = {}): ExplainedPolicy {
  return {
    policyId: `${name}-1`,
    name,
    effect: "permit",
    logOnly: false,
    outcome: "not-satisfied",
    scope: { principal: true, action: true, resource: true },
    conditions: [],
    ...more,
  };
}

function explanation(more: Partial<ExplainOutput> = {}): ExplainOutput {
  return {
    decision: "DENY",
    enforced: "DENY",
    code: "NO_DETERMINING_POLICY",
    sentence: "denied: P permits this tool, but context.input.amount < 500 was false: amount is 750",
    notes: [],
    asked: {
      gatewayId: "g-1",
      gatewayArn: "arn",
      tool: "T___a",
      principal: { type: "AgentCore::OAuthUser", id: "ann" },
      time: "2026-01-02T03:04:05.123Z",
      mode: "ENFORCE",
      engineArn: "arn:engine",
      claimsKnown: true,
      argumentsKnown: true,
    },
    determiningPolicies: [],
    policies: [],
    droppedArguments: [],
    ...more,
  };
}

const plain = (more: Partial<ExplainOutput>) => formatExplanation(explanation(more), { colour: false });
/** What follows the head: the policies. */
const policyLines = (...policies: readonly ExplainedPolicy[]) => plain({ policies }).slice(7);

describe("the head", () => {
  it(
    verifies("explain.cli", "begins with the sentence, then says what was asked and what is to be known"),
    () => {
      const recorded = {
        decisionId: "dec-1",
        time: "2026-01-02T03:04:05.123Z",
        decision: "DENY",
        enforced: "DENY",
        code: "NO_DETERMINING_POLICY",
        reason: "Because.",
      } as const;
      expect(
        plain({ recorded, listed: true, notes: ["Something changed."], droppedArguments: ["a", "b.c"] }),
      ).toEqual([
        "denied: P permits this tool, but context.input.amount < 500 was false: amount is 750",
        "",
        "tool      T___a (listed)",
        "gateway   g-1 (ENFORCE)",
        'caller    AgentCore::OAuthUser "ann"',
        "time      2026-01-02T03:04:05.123Z",
        "decision  dec-1",
        "! Something changed.",
        "! Left out of the arguments, since no schema declares them or they are null: a, b.c",
        "",
        "No policy was looked at.",
      ]);
    },
  );
});

describe("a policy", () => {
  it(verifies("explain.tree", "is shown part by part, with the values that are not in its text"), () => {
    const body = part("…", { kind: "and", value: "false", parts: [role, less, notReached] });
    const other = part("a || !b", {
      kind: "or",
      parts: [
        part("a", { outcome: "error", error: "No a" }),
        part("!b", { kind: "not", parts: [part("b")] }),
      ],
    });
    const conditions = [
      { kind: "when", body },
      { kind: "unless", body: other },
    ] as const;
    expect(policyLines(policy("P", { conditions }))).toEqual([
      "✗ permit P does not apply",
      "  id P-1",
      "  when",
      "    ✗ false  all of these",
      '      ✓ true  principal.hasTag("role")',
      "      ✗ false  context.input.amount < 500",
      "        · context.input.amount is 750",
      "      – not reached  true",
      "  unless, so this must be false",
      "    ✓ true  any of these",
      "      ! failed  a: No a",
      "      ✓ true  not",
      "        ✓ true  b",
    ]);
  });

  it.each<[string, Partial<ExplainedPolicy>, readonly string[]]>([
    [
      "that applies",
      { outcome: "satisfied" },
      ["✓ permit P applies", "  id P-1", "  ✓ it has no conditions, and its scope matches"],
    ],
    [
      "whose scope is for others",
      {
        scope: { principal: false, action: true, resource: false },
        conditions: [{ kind: "when", body: less }],
      },
      ["✗ permit P does not apply", "  id P-1", "  ✗ its scope is not for this caller and this gateway"],
    ],
    [
      "in LOG_ONLY that failed",
      {
        outcome: "error",
        effect: "forbid",
        logOnly: true,
        conditions: [{ kind: "when", body: part("x", { outcome: "error", error: "Bad" }) }],
      },
      [
        "! forbid P failed and was skipped (LOG_ONLY: it decides nothing)",
        "  id P-1",
        "  when",
        "    ! failed  x: Bad",
      ],
    ],
    [
      "that hangs on what is not known",
      {
        outcome: "unknown",
        conditions: [
          {
            kind: "when",
            body: part("a < 1", {
              outcome: "unknown",
              parts: [part("a", { kind: "member", outcome: "unknown" })],
            }),
          },
        ],
      },
      ["? permit P may apply: it hangs on what is not known", "  id P-1", "  when", "    ? unknown  a < 1"],
    ],
    [
      "beyond the length of an answer",
      { conditionsLeftOut: true },
      ["✗ permit P does not apply", "  id P-1", "  – its conditions are left out: the answer is long enough"],
    ],
  ])(verifies("explain.cli", "%s is told in words"), (_, more, lines) => {
    expect(policyLines(policy("P", more))).toEqual(lines);
  });

  it("comes before others when it decided, and after them when it is not for this caller", () => {
    const scope = { principal: false, action: true, resource: true };
    const lines = plain({
      determiningPolicies: ["C-1"],
      policies: [policy("A", { scope }), policy("B"), policy("C")],
    });
    expect(lines.filter((line) => line.includes("permit "))).toEqual([
      "✗ permit C does not apply",
      "✗ permit B does not apply",
      "✗ permit A does not apply",
    ]);
  });
});

describe("on a terminal", () => {
  it(
    verifies("explain.cli", "that is narrow, lines are broken between words and stay in their column"),
    () => {
      const conditions = [
        { kind: "when", body: part("a is quite a long condition that goes on and on", { value: "false" }) },
      ] as const;
      const lines = formatExplanation(explanation({ policies: [policy("P", { conditions })] }), {
        colour: false,
        width: 40,
      });
      expect(lines).toEqual([
        "denied: P permits this tool, but",
        "context.input.amount < 500 was false:",
        "amount is 750",
        "",
        "tool      T___a",
        "gateway   g-1 (ENFORCE)",
        'caller    AgentCore::OAuthUser "ann"',
        "time      2026-01-02T03:04:05.123Z",
        "",
        "✗ permit P does not apply",
        "  id P-1",
        "  when",
        "    ✗ false  a is quite a long condition",
        "      that goes on and on",
      ]);
    },
  );

  it(
    verifies("explain.cli", "colours repeat what marks and words say, and no text of a stranger is obeyed"),
    () => {
      const lines = formatExplanation(
        explanation({
          policies: [policy("P\u001b[2J")],
          asked: { ...explanation().asked, tool: "T\u001b]0;x" },
        }),
        { colour: true },
      );
      expect(lines[2]).toBe("tool      T\\u{1b}]0;x");
      expect(lines[7]).toBe("\u001b[31m✗\u001b[0m permit P\\u{1b}[2J does not apply");
      expect(lines[8]).toBe("\u001b[2m  id P\\u{1b}[2J-1\u001b[0m");
    },
  );
});
