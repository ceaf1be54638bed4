import {
  type CompiledPolicy,
  claimsRead,
  type DecisionRequest,
  explainPolicy,
  obstacleInWords,
  type Principal,
} from "@toolgate/policy";
import type { LiveEngine } from "./live-engine.ts";

const mostExplained = 5;

/**
 * Says which permits came near and what stood in their way, which of them failed, and which claims they ask for that the
 * caller's token does not carry. No value of an argument stands in it: it goes into the record.
 */
export function defaultDenial(
  engine: LiveEngine,
  request: DecisionRequest,
  principal: Principal,
  failed: ReadonlySet<string>,
): string {
  const { permits } = engine.set.forAction(request.action);
  if (permits.length === 0) return "No policy permits this tool, so the call is denied by default.";
  const lacks =
    principal.type === "AgentCore::Anonymous"
      ? "an anonymous caller does not have"
      : "the caller's token does not carry";
  const near = nearest(permits, request).map((policy) => {
    if (failed.has(policy.id)) return `${policy.id} permits this tool, but failed and was skipped`;
    const text = engine.policies.get(policy.id)?.statement ?? "";
    const obstacle = obstacleInWords(explainPolicy(policy, request, text), { values: false });
    const missing = claimsRead(policy.policy).filter((claim) => !Object.hasOwn(principal.tags, claim));
    const asks = missing.length === 0 ? "" : `: it asks for ${missing.join(", ")}, which ${lacks}`;
    return `${policy.id} permits this tool, but ${obstacle}${asks}`;
  });
  const more =
    permits.length > near.length ? `; ${permits.length - near.length} more do not apply either` : "";
  return `${near.join("; ")}${more}.`;
}

/** Those whose scope matches first: what is wrong with them can be said best. */
function nearest(permits: readonly CompiledPolicy[], request: DecisionRequest): readonly CompiledPolicy[] {
  const near: CompiledPolicy[] = [];
  const far: CompiledPolicy[] = [];
  for (const policy of permits) {
    if (near.length === mostExplained) break;
    (policy.scope.principal(request) && policy.scope.resource(request) ? near : far).push(policy);
  }
  return [...near, ...far].slice(0, mostExplained);
}
