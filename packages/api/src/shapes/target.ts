import { enumeration } from "../constraints/enumeration.ts";
import { list } from "../constraints/list.ts";
import { notActedOn } from "../constraints/not-acted-on.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { union } from "../constraints/union.ts";
import { clientToken, paging } from "./common.ts";
import { gatewayIdentifier } from "./gateway.ts";
import { toolDefinitions } from "./tool-definition.ts";

const targetId = text({ pattern: "[0-9a-zA-Z]{10}" });

const lambda = structure({
  lambdaArn: text({
    min: 1,
    max: 170,
    pattern:
      "arn:(aws[a-zA-Z-]*)?:lambda:([a-z]{2}(-gov)?-[a-z]+-\\d{1}):(\\d{12}):function:([a-zA-Z0-9-_.]+)(:(\\$LATEST|[a-zA-Z0-9-]+))?",
  }),
  toolSchema: union({ inlinePayload: toolDefinitions }, { s3: notActedOn() }),
});

/** AWS takes https alone; Toolgate also takes http on loopback and `stdio://<name>`, which the use case checks. */
const mcpServer = structure({
  endpoint: text({ min: 1, max: 2_048 }),
  mcpToolSchema: notActedOn(),
  listingMode: enumeration(["DEFAULT"], ["DYNAMIC"]).optional(),
  resourcePriority: notActedOn(),
});

const mcpTarget = union(
  { lambda, mcpServer },
  {
    openApiSchema: notActedOn(),
    smithyModel: notActedOn(),
    apiGateway: notActedOn(),
    connector: notActedOn(),
  },
);

const credentialProvider = structure({
  credentialProviderType: enumeration(
    ["GATEWAY_IAM_ROLE"],
    ["OAUTH", "API_KEY", "CALLER_IAM_CREDENTIALS", "JWT_PASSTHROUGH"],
  ),
  credentialProvider: notActedOn(),
});

const targetMembers = {
  gatewayIdentifier,
  name: text({ pattern: "([0-9a-zA-Z][-]?){1,100}" }).optional(),
  description: text({ min: 1, max: 200 }).optional(),
  targetConfiguration: union({ mcp: mcpTarget }, { http: notActedOn(), inference: notActedOn() }),
  credentialProviderConfigurations: list(credentialProvider, { min: 1, max: 1 }).optional(),
  metadataConfiguration: notActedOn(),
  privateEndpoint: notActedOn(),
  certificateConfigurations: notActedOn(),
};

/** CreateGatewayTarget. */
export const createGatewayTarget = structure({ ...targetMembers, clientToken: clientToken.optional() });

/** UpdateGatewayTarget; a PUT, so that what is absent is gone. */
export const updateGatewayTarget = structure({ ...targetMembers, targetId });

/** GetGatewayTarget and DeleteGatewayTarget. */
export const targetById = structure({ gatewayIdentifier, targetId });

/** SynchronizeGatewayTargets: one target a call, by AWS's model. */
export const synchronizeGatewayTargets = structure({
  gatewayIdentifier,
  targetIdList: list(targetId, { min: 1, max: 1 }),
});

/** ListGatewayTargets. */
export const listGatewayTargets = structure({ gatewayIdentifier, ...paging(1000) });
