/** The tools that a policy concerns, as each kind of caller uses them. */
import {
  type AnalysedTool,
  actionGroups,
  appliesToAction,
  appliesToPrincipalType,
  type Policy as CedarPolicy,
  type GatewayTool,
  type Principal,
  scopeCovers,
} from "@toolgate/policy";
import { callerType } from "../gateway/caller-type.ts";
import type { Gateway } from "../model.ts";
import { type KnownGateway, toolsOf } from "./vocabulary.ts";

export interface AnalysedUse {
  readonly tool: AnalysedTool;
  readonly principalType: Principal["type"];
}

/** AWS looks at both, whichever the gateway has. */
const strictPrincipalTypes = ["AgentCore::OAuthUser", "AgentCore::IamEntity"] as const;

/** The kinds of callers that a gateway really has; under strict AWS the two that AWS looks at. */
export function principalTypesOf(gateway: Gateway, strictAws: boolean): readonly Principal["type"][] {
  return strictAws ? strictPrincipalTypes : [callerType(gateway)];
}

/** The gateways' tools with the callers that they have. */
export function gatewayTools(gateways: readonly KnownGateway[], strictAws: boolean): GatewayTool[] {
  return gateways.flatMap((known) =>
    toolsOf([known]).map(({ action }) => ({
      action,
      gatewayArn: known.gateway.arn,
      principalTypes: principalTypesOf(known.gateway, strictAws),
    })),
  );
}

/** Each kind of calls that is within the policy's scope. */
export function analysedUses(
  policy: CedarPolicy,
  gateways: readonly KnownGateway[],
  strictAws: boolean,
): AnalysedUse[] {
  const uses = gateways.flatMap((known) =>
    toolsOf([known]).flatMap((tool) =>
      principalTypesOf(known.gateway, strictAws).map((principalType) => ({
        tool: { ...tool, gatewayArn: known.gateway.arn },
        principalType,
      })),
    ),
  );
  return uses.filter((use) => concerns(policy, use));
}

/** Whether the policy's scope covers some of these calls. */
export function concerns(policy: CedarPolicy, { tool, principalType }: AnalysedUse): boolean {
  return (
    appliesToAction(policy, tool.action, actionGroups(tool.action)) &&
    appliesToPrincipalType(policy, principalType) &&
    scopeCovers(policy.resource, { type: "AgentCore::Gateway", id: tool.gatewayArn })
  );
}
