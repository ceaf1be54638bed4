import type { PartExplanation } from "./explain-condition.ts";

/** The smallest truth within the condition that is not known, the first of several. */
export function firstUnknown(part: PartExplanation): PartExplanation | undefined {
  if (part.outcome.kind !== "unknown") return undefined;
  const isLogic = part.kind === "and" || part.kind === "or" || part.kind === "not" || part.kind === "if";
  if (!isLogic) return part;
  for (const inner of part.parts) {
    const found = firstUnknown(inner);
    if (found !== undefined) return found;
  }
  return part;
}
