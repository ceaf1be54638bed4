import { explainPolicies, ownId, type PolicyTexts } from "./explain.ts";
import { explainInWords } from "./explain-in-words.ts";
import type { OpenExplanation, PolicyExplanation } from "./explanation.ts";
import { firstUnknown } from "./first-unknown.ts";
import { mayAllow } from "./may-allow.ts";
import type { PolicySet } from "./policy-set.ts";
import type { EvaluationRequest } from "./request.ts";

/**
 * What can be said of a request of which not everything is known: its input (`listContext`), or some tags of its
 * principal. A decision that is given is the one whatever the rest may be.
 */
export function explainOpen(
  set: PolicySet,
  request: EvaluationRequest,
  { textOf, nameOf = ownId }: PolicyTexts,
): OpenExplanation {
  const policies = explainPolicies(set, request, textOf);
  const active = policies.filter(({ logOnly }) => !logOnly);
  const forbids = active.filter(({ effect }) => effect === "forbid");
  const permits = active.filter(({ effect }) => effect === "permit");
  const decided = (decision: "ALLOW" | "DENY", by: readonly PolicyExplanation[]): OpenExplanation => {
    const determining = by.filter(({ outcome }) => outcome === "satisfied").map(({ id }) => id);
    const sentence = explainInWords({ decision, determining }, policies, nameOf);
    return { decision, determining, sentence, policies };
  };
  if (!mayAllow(set, request)) return decided("DENY", forbids);
  const unsureForbid = forbids.find(({ outcome }) => outcome === "unknown");
  const isPermitted = permits.some(({ outcome }) => outcome === "satisfied");
  if (isPermitted && unsureForbid === undefined) return decided("ALLOW", permits);
  const unsure = isPermitted ? unsureForbid : permits.find(({ outcome }) => outcome === "unknown");
  return {
    decision: undefined,
    determining: [],
    sentence: `undecided: ${unsure === undefined ? "too little is known" : doubt(unsure, nameOf)}`,
    policies,
  };
}

function doubt({ id, effect, conditions }: PolicyExplanation, nameOf: (id: string) => string): string {
  const [part] = conditions.flatMap(({ body }) => firstUnknown(body) ?? []);
  const text = part?.text ?? "its conditions";
  return `${nameOf(id)} ${effect}s this tool, but hangs on ${text}, which is not known`;
}
