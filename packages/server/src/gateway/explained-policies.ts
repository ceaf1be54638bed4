/** An explanation's policies as they are answered: names beside ids, values as text, and not more than a reader can take. */
import type { ExplainedPart, ExplainedPolicy } from "@toolgate/api";
import type { PartExplanation, PartOutcome, PolicyExplanation } from "@toolgate/policy";
import type { LiveEngine } from "./live-engine.ts";

/** Characters of texts and values. */
const mostText = 2_000_000;

/** The policies in their order; beyond two million characters without their conditions. */
export function explainedPolicies(
  policies: readonly PolicyExplanation[],
  engine: LiveEngine,
): readonly ExplainedPolicy[] {
  let left = mostText;
  return policies.map(({ id, effect, logOnly, outcome, scope, conditions }) => {
    const name = engine.policies.get(id)?.name ?? id;
    const head = { policyId: id, name, effect, logOnly, outcome, scope };
    if (left <= 0) return { ...head, conditions: [], ...(conditions.length > 0 && leftOut) };
    const shown = conditions.map(({ kind, body }) => ({ kind, body: explainedPart(body) }));
    for (const { body } of shown) left -= weightOf(body);
    return { ...head, conditions: shown };
  });
}

const leftOut = { conditionsLeftOut: true } as const;

function explainedPart(part: PartExplanation): ExplainedPart {
  const { kind, operator, span, text, outcome } = part;
  return {
    kind,
    ...(operator === undefined ? {} : { operator }),
    span,
    text,
    ...outcomeOf(outcome, part),
    parts: isPath(part) ? [] : part.parts.map(explainedPart),
  };
}

function outcomeOf(
  outcome: PartOutcome,
  part: PartExplanation,
): Pick<ExplainedPart, "outcome" | "value" | "error"> {
  if (outcome.kind === "error") return { outcome: "error", error: outcome.message };
  if (outcome.kind !== "value") return { outcome: outcome.kind };
  // All arguments at once are no part of a condition that anyone could follow.
  const isWhole = part.text === "context" || part.text === "context.input";
  return isWhole || part.shown === undefined ? { outcome: "value" } : { outcome: "value", value: part.shown };
}

/** What is read from the request by members alone, unless reading it failed on the way. */
function isPath({ kind, outcome, parts }: PartExplanation): boolean {
  if (kind === "variable") return true;
  const [operand] = parts;
  return kind === "member" && outcome.kind !== "error" && operand !== undefined && isPath(operand);
}

function weightOf({ text, value = "", error = "", parts }: ExplainedPart): number {
  return parts.reduce((sum, part) => sum + weightOf(part), 100 + text.length + value.length + error.length);
}
