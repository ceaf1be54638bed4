import type { ExplainedPart, ExplainedPolicy } from "@toolgate/server";
import { formatPart } from "./format-part.ts";
import { type Line, line, type Mark } from "./render-lines.ts";

/** A policy: what became of it, what its scope does not match, and its conditions where that was their doing. */
export function formatPolicy(policy: ExplainedPolicy): Line[] {
  const { policyId, name, effect, logOnly, outcome, conditions, conditionsLeftOut } = policy;
  const [mark, words] = outcomes[outcome];
  const only = logOnly ? " (LOG_ONLY: it decides nothing)" : "";
  const head = line(0, `${effect} ${name} ${words}${only}`, { mark });
  const lines = [head, line(1, `id ${policyId}`, { dim: true })];
  const outside = scopeGap(policy);
  if (outside !== undefined) return [...lines, line(1, outside, { mark: "✗" })];
  if (conditionsLeftOut === true) {
    return [...lines, line(1, "its conditions are left out: the answer is long enough", { mark: "–" })];
  }
  if (conditions.length === 0)
    return [...lines, line(1, "it has no conditions, and its scope matches", { mark: "✓" })];
  return [...lines, ...conditions.flatMap(({ kind, body }) => condition(kind, body))];
}

function condition(kind: "when" | "unless", body: ExplainedPart): Line[] {
  return [line(1, kind === "when" ? "when" : "unless, so this must be false"), ...formatPart(body, 2)];
}

const outcomes: Readonly<Record<ExplainedPolicy["outcome"], readonly [Mark, string]>> = {
  satisfied: ["✓", "applies"],
  "not-satisfied": ["✗", "does not apply"],
  error: ["!", "failed and was skipped"],
  unknown: ["?", "may apply: it hangs on what is not known"],
};

function scopeGap({ scope }: ExplainedPolicy): string | undefined {
  const missed = [
    ...(scope.principal ? [] : ["this caller"]),
    ...(scope.action ? [] : ["this tool"]),
    ...(scope.resource ? [] : ["this gateway"]),
  ];
  return missed.length === 0 ? undefined : `its scope is not for ${missed.join(" and ")}`;
}
