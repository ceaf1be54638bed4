import { type KnownRequest, requestEntity } from "./known-request.ts";
import { and, known, not, type Truth, truth } from "./outcome.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { PolicyJson } from "./policy-json.ts";
import { appliesToAction, scopeCovers } from "./policy-scope.ts";

/**
 * Whether the tool belongs on the caller's list: no forbid is certain to deny it, and some permit can allow it with some
 * arguments. Sound: a call that the policies allow is of a tool that is listed. `policies` are those in force.
 */
export function couldAllow(
  policies: readonly PolicyJson[],
  request: KnownRequest,
): { readonly listed: boolean } {
  let permitted = false;
  for (const policy of policies) {
    if (!inScope(policy, request)) continue;
    const { canBeTrue, canBeFalse, canError } = conditions(policy, request);
    if (policy.effect === "permit") permitted ||= canBeTrue;
    else if (canBeTrue && !canBeFalse && !canError) return { listed: false };
  }
  return { listed: permitted };
}

function inScope(policy: PolicyJson, request: KnownRequest): boolean {
  const principal = requestEntity(request, "principal");
  const gateway = requestEntity(request, "resource");
  return (
    appliesToAction(policy, request.action, request.actionGroups) &&
    principal !== undefined &&
    scopeCovers(policy.principal, principal) &&
    gateway !== undefined &&
    scopeCovers(policy.resource, gateway)
  );
}

function conditions(policy: PolicyJson, request: KnownRequest): Truth {
  const outcomes = policy.conditions.map(({ kind, body }) => {
    const outcome = outcomeOf(body, request);
    return kind === "when" ? outcome : not(outcome);
  });
  return truth(outcomes.reduce(and, known(true)));
}
