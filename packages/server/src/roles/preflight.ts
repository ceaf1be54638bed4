/** The check that attaching a policy engine makes, in AWS's words. */
import type { RoleFailure } from "../decisions/role-failure.ts";

/** AWS's order of asking, so that the sentence names the call that AWS would have failed at. */
const order = ["GetPolicyEngine", "AuthorizeAction", "PartiallyAuthorizeActions"];

/** AWS's sentence for a role that may not ask the engine. */
export function attachRefusal({ roleArn, missing }: RoleFailure, engineArn: string): string {
  const operations = missing.map(({ action }) => action.split(":")[1] ?? action);
  const failed = order.find((operation) => operations.includes(operation)) ?? "GetPolicyEngine";
  return `Access denied while calling ${failed} on Policy Engine ${engineArn} with Gateway role ${roleArn}.`;
}
