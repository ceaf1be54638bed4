/** Gateways as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { Gateway } from "../model.ts";
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

/** AWS's Gateway; what its policies wait for is looked up each time, so that `statusReasons` are never stale. */
export async function gatewayOutput(
  deps: ControlDeps,
  view: StoreView,
  gateway: Gateway,
): Promise<OutputOf<"GetGateway">> {
  const notices = await deps.policyNotices(view, gateway);
  return {
    ...gatewaySummary(gateway),
    gatewayArn: gateway.arn,
    gatewayUrl: deps.gatewayUrl(gateway.id),
    statusReasons: [...gateway.statusReasons, ...notices],
    roleArn: gateway.roleArn,
    protocolConfiguration: gateway.protocolConfiguration,
    authorizerConfiguration:
      gateway.authorizer.type === "CUSTOM_JWT" ? { customJWTAuthorizer: gateway.authorizer.jwt } : undefined,
    policyEngineConfiguration: gateway.policyEngine,
    workloadIdentityDetails: { workloadIdentityArn: gateway.workloadIdentityArn },
    exceptionLevel: gateway.exceptionLevel,
  };
}
