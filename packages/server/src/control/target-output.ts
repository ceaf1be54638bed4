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
    lastSynchronizedAt: target.lastSynchronizedAt,
    ...(target.backend.kind === "lambda"
      ? { targetType: "LAMBDA" }
      : { targetType: "MCP_SERVER", listingMode: "DEFAULT" }),
  };
}

/** AWS's GatewayTarget; a Lambda function is always called with the gateway's role. */
export function targetOutput(gateway: Gateway, target: Target): OutputOf<"GetGatewayTarget"> {
  return {
    gatewayArn: gateway.arn,
    targetId: target.id,
    name: target.name,
    status: target.status,
    statusReasons: target.statusReasons,
    description: target.description,
    createdAt: target.createdAt,
    updatedAt: target.updatedAt,
    lastSynchronizedAt: target.lastSynchronizedAt,
    ...configurationOf(target),
    protocolType: "MCP",
  };
}

function configurationOf({
  backend,
  tools,
}: Target): Pick<OutputOf<"GetGatewayTarget">, "targetConfiguration" | "credentialProviderConfigurations"> {
  switch (backend.kind) {
    case "lambda":
      return {
        targetConfiguration: {
          mcp: { lambda: { lambdaArn: backend.lambdaArn, toolSchema: { inlinePayload: tools } } },
        },
        credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
      };
    case "mcpServer":
      return {
        targetConfiguration: { mcp: { mcpServer: { endpoint: backend.endpoint, listingMode: "DEFAULT" } } },
        credentialProviderConfigurations: [],
      };
  }
}
