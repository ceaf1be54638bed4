import type { PartExplanation } from "./explain-condition.ts";
import type { ConditionExplanation } from "./explanation.ts";

/** The smallest part that made the condition fail, the first of several; undefined when the condition held, is not known or was not reached. */
export function firstFailing({ kind, body }: ConditionExplanation): PartExplanation | undefined {
  const { outcome } = body;
  if (outcome.kind === "not-evaluated" || outcome.kind === "unknown") return undefined;
  if (outcome.kind === "value" && outcome.value === (kind === "when")) return undefined;
  return deepest(body);
}

/** Goes down to the part that settled the result: the operand that failed, or that cut a chain short. */
function deepest(part: PartExplanation): PartExplanation {
  const { outcome } = part;
  const cause =
    outcome.kind === "error"
      ? part.parts.find((each) => each.outcome.kind === "error")
      : settling(part, outcome.kind === "value" && outcome.value === true);
  return cause === undefined ? part : deepest(cause);
}

function settling({ kind, parts }: PartExplanation, value: boolean): PartExplanation | undefined {
  switch (kind) {
    case "and":
      return value ? undefined : withValue(parts, false);
    case "or":
      return value ? withValue(parts, true) : undefined;
    case "not":
      return parts[0];
    case "if":
      return parts.slice(1).find(({ outcome }) => outcome.kind === "value");
    default:
      return undefined;
  }
}

function withValue(parts: readonly PartExplanation[], value: boolean): PartExplanation | undefined {
  return parts.find(({ outcome }) => outcome.kind === "value" && outcome.value === value);
}
