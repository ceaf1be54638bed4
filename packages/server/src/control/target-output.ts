/** Targets as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { Gateway, Target } from "../model.ts";

/** AWS's TargetSummary. */
export function targetSummary(target: Target): OutputOf<"ListGatewayTargets">["items"][number] {
  return {
    targetId: target.id,
    name: target.name,
    status: target.status,
    description: target.description,
    createdAt: target.createdAt,
    updatedAt: target.updatedAt,
    targetType: "LAMBDA",
  };
}

/** AWS's GatewayTarget; a Lambda function is always called with the gateway's role. */
export function targetOutput(gateway: Gateway, target: Target): OutputOf<"GetGatewayTarget"> {
  const { lambdaArn, tools } = target.lambda;
  return {
    gatewayArn: gateway.arn,
    targetId: target.id,
    name: target.name,
    status: target.status,
    statusReasons: target.statusReasons,
    description: target.description,
    createdAt: target.createdAt,
    updatedAt: target.updatedAt,
    targetConfiguration: { mcp: { lambda: { lambdaArn, toolSchema: { inlinePayload: tools } } } },
    credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    protocolType: "MCP",
  };
}
