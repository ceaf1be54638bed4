import { appliesToAction, appliesToPrincipalType, scopeCovers } from "../../evaluate/policy-scope.ts";
import type { Policy } from "../../syntax/ast.ts";
import type { Environment } from "../environment.ts";

/** Whether some call of the environment is in the policy's scope. */
export function concerns(policy: Policy, environment: Environment): boolean {
  const { action, actionGroups, gatewayArn, principalType } = environment;
  return (
    appliesToAction(policy, action, actionGroups) &&
    appliesToPrincipalType(policy, principalType) &&
    scopeCovers(policy.resource, { type: "AgentCore::Gateway", id: gatewayArn })
  );
}
