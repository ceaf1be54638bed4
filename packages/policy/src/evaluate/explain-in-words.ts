import type { PolicyDecision } from "./decision.ts";
import type { PolicyExplanation } from "./explanation.ts";
import { obstacleInWords } from "./obstacle-in-words.ts";

/** The decision in one sentence: who decided, or how far the permit that came nearest came. */
export function explainInWords(
  { decision, determining }: Pick<PolicyDecision, "decision" | "determining">,
  policies: readonly PolicyExplanation[],
  nameOf: (policyId: string) => string,
): string {
  const names = determining.map(nameOf).join(", ");
  const several = determining.length > 1;
  if (decision === "ALLOW") return `allowed: ${names} ${several ? "permit" : "permits"} this call`;
  if (determining.length > 0) return `denied: ${names} ${several ? "forbid" : "forbids"} this call`;
  const permits = policies.filter(({ effect, logOnly }) => effect === "permit" && !logOnly);
  const nearest = [...permits].sort((a, b) => nearness(b) - nearness(a))[0];
  if (nearest === undefined) return "denied: no policy permits this tool";
  return `denied: ${nameOf(nearest.id)} permits this tool, but ${obstacleInWords(nearest)}`;
}

/** The scope comes first, then how many of the parts that must hold together did. */
function nearness({ scope, conditions }: PolicyExplanation): number {
  if (!scope.principal || !scope.action || !scope.resource) return scope.principal ? -1 : -2;
  const together = conditions.flatMap(({ kind, body }) =>
    kind === "when" && body.kind === "and" ? body.parts : [],
  );
  return together.filter(({ outcome }) => outcome.kind === "value" && outcome.value === true).length;
}
