/** The policies that a gateway's role needs, as text to paste into IAM. */
import { type GrantOptions, statementGranting } from "@toolgate/iam";
import type { Place } from "../model.ts";
import { enginePermissions, invokePermission, type RolePermission } from "./role-permissions.ts";

/** The service that assumes the roles of gateways. */
export const gatewayService = "bedrock-agentcore.amazonaws.com";

/** The trust policy that AWS's console gives a gateway's role. */
export function gatewayTrustPolicy({ accountId, region }: Place): string {
  return JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumeRolePolicy",
          Effect: "Allow",
          Principal: { Service: gatewayService },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:aws:bedrock-agentcore:${region}:${accountId}:*` },
          },
        },
      ],
    },
    undefined,
    2,
  );
}

/** The smallest policy that allows all of it, with the names of statements that AWS's console gives them. */
export function policyGranting(
  permissions: readonly RolePermission[],
  options: Pick<GrantOptions, "resource"> = {},
): string {
  const used = new Map<string, number>();
  const sid = ([action = ""]: readonly string[]) => {
    const name = statementName(action);
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    // IAM refuses a name that stands twice.
    return times === 1 ? name : `${name}${times}`;
  };
  return statementGranting(permissions, { ...options, sid });
}

function statementName(action: string): string {
  if (action === "bedrock-agentcore:GetPolicyEngine") return "GetPolicyEngineForValidation";
  if (action === "bedrock-agentcore:GetGateway") return "GetGateway";
  return action.startsWith("lambda:") ? "InvokeLambdaTargets" : "EvaluatePoliciesForGateway";
}

/**
 * What AWS's console grants the role of a new gateway. The gateway's id is not known before it is made, so that its ARN is
 * the pattern `gateway/<name>-*`.
 */
export function newGatewayPolicy(
  { accountId, region }: Place,
  gateway: { readonly name: string; readonly engineArn?: string | undefined; readonly lambdaArn: string },
): string {
  const arn = `arn:aws:bedrock-agentcore:${region}:${accountId}:gateway/${gateway.name.toLowerCase()}-*`;
  const policyEngine =
    gateway.engineArn === undefined ? undefined : ({ arn: gateway.engineArn, mode: "ENFORCE" } as const);
  return policyGranting(
    [
      { action: "bedrock-agentcore:GetGateway", resource: arn },
      ...enginePermissions({ arn, policyEngine }),
      invokePermission(gateway.lambdaArn),
    ],
    { resource: ({ resource }) => resource },
  );
}
