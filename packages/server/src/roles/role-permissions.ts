/** What a gateway's role needs, for what. Source: AWS guide, "Gateway execution role permissions"; AWS guide, "Use a gateway with policy". */
import type { Gateway } from "../model.ts";

export interface RolePermission {
  readonly action: string;
  readonly resource: string;
}

type Attached = Pick<Gateway, "arn" | "policyEngine">;

/** What tools/list asks of the engine. */
export function listPermissions(gateway: Attached): readonly RolePermission[] {
  return asking(gateway, ["PartiallyAuthorizeActions"]);
}

/** What tools/call asks of the engine. */
export function callPermissions(gateway: Attached): readonly RolePermission[] {
  return asking(gateway, ["AuthorizeAction"]);
}

/** What attaching the engine asks for: everything that lists and calls will. */
export function enginePermissions(gateway: Attached): readonly RolePermission[] {
  return asking(gateway, ["AuthorizeAction", "PartiallyAuthorizeActions"]);
}

/** What calling a Lambda target asks for. */
export function invokePermission(lambdaArn: string): RolePermission {
  return { action: "lambda:InvokeFunction", resource: lambdaArn };
}

/** Engine and gateway are checked apart, each by its own ARN. */
function asking({ arn, policyEngine }: Attached, operations: readonly string[]): readonly RolePermission[] {
  if (policyEngine === undefined) return [];
  const on = (operation: string, resource: string) => ({
    action: `bedrock-agentcore:${operation}`,
    resource,
  });
  return [
    ...operations.flatMap((operation) => [on(operation, arn), on(operation, policyEngine.arn)]),
    on("GetPolicyEngine", policyEngine.arn),
  ];
}
