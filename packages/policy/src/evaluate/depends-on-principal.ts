import type { Policy } from "../syntax/ast.ts";
import { mentionsVariable } from "./mentions-variable.ts";

/** Whether the policy says anything of who calls, beyond the kind of caller; one that does not treats all callers alike. */
export function dependsOnPrincipal(policy: Policy): boolean {
  const { principal } = policy;
  const anyone = principal.kind === "any" || (principal.kind === "is" && principal.in === undefined);
  return !anyone || mentionsVariable(policy, "principal");
}
