/** Gateways as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { Gateway } from "../model.ts";
import { roleNotices } from "../roles/role-notices.ts";
import type { RoleStanding } from "../roles/role-standing.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";

/** AWS's GatewaySummary. */
export function gatewaySummary(gateway: Gateway): OutputOf<"ListGateways">["items"][number] {
  return {
    gatewayId: gateway.id,
    name: gateway.name,
    status: gateway.status,
    description: gateway.description,
    createdAt: gateway.createdAt,
    updatedAt: gateway.updatedAt,
    authorizerType: gateway.authorizer.type,
    protocolType: gateway.protocolType,
  };
}

/** AWS's Gateway; what its role lacks and its policies wait for is looked up each time, so that `statusReasons` are never stale. */
export async function gatewayOutput(
  deps: ControlDeps,
  view: StoreView,
  gateway: Gateway,
  standing: RoleStanding,
): Promise<OutputOf<"GetGateway">> {
  const targets = await view.targets.all(gateway.id);
  const lambdaArns = targets.flatMap(({ backend }) => (backend.kind === "lambda" ? [backend.lambdaArn] : []));
  const ofRole = roleNotices(standing, gateway, [...new Set(lambdaArns)], deps.clock.now());
  const notices = await deps.policyNotices(view, gateway);
  return {
    ...gatewaySummary(gateway),
    gatewayArn: gateway.arn,
    gatewayUrl: deps.gatewayUrl(gateway.id),
    statusReasons: [...gateway.statusReasons, ...ofRole, ...notices],
    roleArn: gateway.roleArn,
    protocolConfiguration: gateway.protocolConfiguration,
    authorizerConfiguration:
      gateway.authorizer.type === "CUSTOM_JWT" ? { customJWTAuthorizer: gateway.authorizer.jwt } : undefined,
    policyEngineConfiguration: gateway.policyEngine,
    workloadIdentityDetails: { workloadIdentityArn: gateway.workloadIdentityArn },
    exceptionLevel: gateway.exceptionLevel,
  };
}
