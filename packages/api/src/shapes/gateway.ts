import { z } from "zod";
import { withoutEffect } from "../accepted-without-effect.ts";
import { enumeration } from "../constraints/enumeration.ts";
import { list } from "../constraints/list.ts";
import { notActedOn } from "../constraints/not-acted-on.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { type OneOf, union } from "../constraints/union.ts";
import { broken, refuse } from "../constraints/violation.ts";
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
  streamingConfiguration: notActedOn(),
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

type AuthorizerConfiguration = OneOf<{ customJWTAuthorizer: typeof jwtAuthorizer }>;

/**
 * Optional in AWS's model, but CUSTOM_JWT cannot do without, and no other type is built: {@link needsAuthorizer}
 * makes sure that it is there.
 */
const authorizerConfiguration = union({
  customJWTAuthorizer: jwtAuthorizer,
}).optional() as unknown as z.ZodType<AuthorizerConfiguration>;

function needsAuthorizer(
  gateway: {
    readonly authorizerType: string;
    readonly authorizerConfiguration: AuthorizerConfiguration | undefined;
  },
  context: z.core.$RefinementCtx<unknown>,
): void {
  if (gateway.authorizerType !== "CUSTOM_JWT" || gateway.authorizerConfiguration !== undefined) return;
  refuse(context, (path) => broken(path, "Member must not be null", "Value null"), [
    "authorizerConfiguration",
  ]);
}

/** What a caller may say about a gateway, on create and on update. */
const gatewayMembers = {
  name: text({ pattern: "([0-9a-zA-Z][-]?){1,100}" }),
  roleArn: text({ min: 1, max: 2048, pattern: "arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+" }),
  authorizerType: enumeration(["CUSTOM_JWT"], ["AWS_IAM", "NONE", "AUTHENTICATE_ONLY"]),
  authorizerConfiguration,
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
}).superRefine(needsAuthorizer);

/** UpdateGateway; a PUT, so that what is absent is gone. */
export const updateGateway = structure({
  gatewayIdentifier,
  ...gatewayMembers,
  customTransformConfiguration: notActedOn(),
  wafConfiguration: notActedOn(),
}).superRefine(needsAuthorizer);

/** GetGateway and DeleteGateway. */
export const gatewayById = structure({ gatewayIdentifier });

/** ListGateways. */
export const listGateways = structure(paging(1000));
