import { mentionsVariable } from "./mentions-variable.ts";
import type { PolicyJson } from "./policy-json.ts";

/** Whether the policy says anything of who calls, beyond the kind of caller; one that does not treats all callers alike. */
export function dependsOnPrincipal(policy: PolicyJson): boolean {
  const { principal } = policy;
  const anyone = principal.op === "All" || (principal.op === "is" && principal.in === undefined);
  return !anyone || mentionsVariable(policy, "principal");
}
