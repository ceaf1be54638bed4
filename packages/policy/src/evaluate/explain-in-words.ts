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
  const nearest = permits.find(inScope) ?? permits.find(({ scope }) => scope.principal) ?? permits[0];
  if (nearest === undefined) return "denied: no policy permits this tool";
  return `denied: ${nameOf(nearest.id)} permits this tool, but ${obstacleInWords(nearest)}`;
}

function inScope({ scope }: PolicyExplanation): boolean {
  return scope.principal && scope.action && scope.resource;
}
