import { z } from "zod";
import { withoutEffect } from "../accepted-without-effect.ts";
import { enumeration } from "../constraints/enumeration.ts";
import { list } from "../constraints/list.ts";
import { notActedOn } from "../constraints/not-acted-on.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { union } from "../constraints/union.ts";
import { broken, dotted, refuse } from "../constraints/violation.ts";
import { clientToken, paging, tagMap } from "./common.ts";
import { jwtAuthorizer } from "./jwt-authorizer.ts";

/** Id of a gateway: its name in lower case, a hyphen and ten characters. */
export const gatewayIdentifier = text({ pattern: "([0-9a-z][-]?){1,100}-[0-9a-z]{10}" });

const mcpConfiguration = structure({
  supportedVersions: list(enumeration(["2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"])).optional(),
  instructions: text({ min: 1, max: 2048 }).optional(),
  searchType: withoutEffect("protocolConfiguration.mcp.searchType", enumeration(["SEMANTIC"])).optional(),
  disableMcpListToolsPagination: z.boolean().optional(),
  sessionConfiguration: notActedOn(),
  streamingConfiguration: structure({ enableResponseStreaming: z.boolean().optional() }).optional(),
});

const policyEngineConfiguration = structure({
  arn: text({
    min: 1,
    max: 170,
    pattern:
      "arn:aws:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:policy-engine\\/[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9_]{10}",
  }),
  mode: enumeration(["LOG_ONLY", "ENFORCE"]),
});

const authorizerConfiguration = union({ customJWTAuthorizer: jwtAuthorizer });

/** Optional in AWS's model, but CUSTOM_JWT cannot do without it, and with the others it would protect nothing. */
function authorizerFits(
  gateway: { readonly authorizerType: string; readonly authorizerConfiguration?: unknown },
  context: z.core.$RefinementCtx<unknown>,
): void {
  const path = ["authorizerConfiguration"];
  const { authorizerType } = gateway;
  const present = gateway.authorizerConfiguration !== undefined;
  if (authorizerType === "CUSTOM_JWT" && !present) {
    refuse(context, (at) => broken(at, "Member must not be null", "Value null"), path);
  }
  if ((authorizerType === "NONE" || authorizerType === "AWS_IAM") && present) {
    refuse(
      context,
      (at) =>
        `'${dotted(at)}' protects nothing with the authorizerType ${authorizerType}; leave it out, or send authorizerType CUSTOM_JWT.`,
      path,
    );
  }
}

/** What a caller may say about a gateway, on create and on update. */
const gatewayMembers = {
  name: text({ pattern: "([0-9a-zA-Z][-]?){1,100}" }),
  roleArn: text({ min: 1, max: 2048, pattern: "arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+" }),
  authorizerType: enumeration(["CUSTOM_JWT", "NONE", "AWS_IAM"], ["AUTHENTICATE_ONLY"]),
  authorizerConfiguration: authorizerConfiguration.optional(),
  description: text({ min: 1, max: 200 }).optional(),
  protocolType: enumeration(["MCP"]).optional(),
  protocolConfiguration: union({ mcp: mcpConfiguration }).optional(),
  policyEngineConfiguration: policyEngineConfiguration.optional(),
  exceptionLevel: enumeration(["DEBUG"]).optional(),
  kmsKeyArn: notActedOn(),
  interceptorConfigurations: notActedOn(),
};

/** CreateGateway. */
export const createGateway = structure({
  ...gatewayMembers,
  clientToken: clientToken.optional(),
  tags: tagMap.optional(),
}).superRefine(authorizerFits);

/** UpdateGateway; a PUT, so that what is absent is gone. */
export const updateGateway = structure({
  gatewayIdentifier,
  ...gatewayMembers,
  customTransformConfiguration: notActedOn(),
  wafConfiguration: notActedOn(),
}).superRefine(authorizerFits);

/** GetGateway and DeleteGateway. */
export const gatewayById = structure({ gatewayIdentifier });

/** ListGateways. */
export const listGateways = structure(paging(1000));
