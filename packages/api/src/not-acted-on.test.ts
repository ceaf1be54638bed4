import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { acceptedWithoutEffect } from "./accepted-without-effect.ts";
import { validate } from "./constraints/validate.ts";
import { ValidationException } from "./exceptions.ts";
import { type BuiltOperation, operations } from "./operations.ts";

const jwt = { discoveryUrl: "https://idp.example/.well-known/openid-configuration" };
const tool = { name: "process_refund", description: "Refunds", inputSchema: { type: "object" } };
const lambda = {
  lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:refund",
  toolSchema: { inlinePayload: [tool] },
};

const engine = (extra: object = {}) => ({ name: "refunds", ...extra });
const gateway = (extra: object = {}, authorizer: object = {}, mcp?: object) => ({
  name: "refunds",
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: { customJWTAuthorizer: { ...jwt, ...authorizer } },
  ...(mcp && { protocolConfiguration: { mcp } }),
  ...extra,
});
const updated = (extra: object) => ({ ...gateway(extra), gatewayIdentifier: "refunds-0123456789" });
const target = (targetConfiguration: object, extra: object = {}) => ({
  gatewayIdentifier: "refunds-0123456789",
  targetConfiguration,
  ...extra,
});
const plain = { mcp: { lambda } };
const s3 = { s3: { uri: "s3://bucket/schema.json" } };

function refusal(operation: BuiltOperation, input: unknown): ValidationException {
  try {
    validate(operations[operation].input, input);
  } catch (error) {
    if (error instanceof ValidationException) return error;
    throw error;
  }
  throw new Error(`${operation} accepted the input`);
}

type Row = readonly [member: string, operation: BuiltOperation, input: object];

const members: readonly Row[] = [
  [
    "encryptionKeyArn",
    "CreatePolicyEngine",
    engine({ encryptionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/1" }),
  ],
  ["kmsKeyArn", "CreateGateway", gateway({ kmsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/1" })],
  ["interceptorConfigurations", "CreateGateway", gateway({ interceptorConfigurations: [] })],
  ["kmsKeyArn", "UpdateGateway", updated({ kmsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/1" })],
  ["interceptorConfigurations", "UpdateGateway", updated({ interceptorConfigurations: [{}] })],
  ["customTransformConfiguration", "UpdateGateway", updated({ customTransformConfiguration: {} })],
  ["wafConfiguration", "UpdateGateway", updated({ wafConfiguration: { failureMode: "FAIL_OPEN" } })],
  [
    "authorizerConfiguration.customJWTAuthorizer.privateEndpoint",
    "CreateGateway",
    gateway({}, { privateEndpoint: {} }),
  ],
  [
    "authorizerConfiguration.customJWTAuthorizer.privateEndpointOverrides",
    "CreateGateway",
    gateway({}, { privateEndpointOverrides: [] }),
  ],
  [
    "authorizerConfiguration.customJWTAuthorizer.allowedWorkloadConfiguration",
    "CreateGateway",
    gateway({}, { allowedWorkloadConfiguration: {} }),
  ],
  [
    "protocolConfiguration.mcp.sessionConfiguration",
    "CreateGateway",
    gateway({}, {}, { sessionConfiguration: { sessionTimeoutInSeconds: 900 } }),
  ],
  [
    "metadataConfiguration",
    "CreateGatewayTarget",
    target(plain, { metadataConfiguration: { allowedRequestHeaders: ["x"] } }),
  ],
  ["privateEndpoint", "CreateGatewayTarget", target(plain, { privateEndpoint: {} })],
  ["certificateConfigurations", "CreateGatewayTarget", target(plain, { certificateConfigurations: [] })],
  [
    "credentialProviderConfigurations.0.credentialProvider",
    "CreateGatewayTarget",
    target(plain, {
      credentialProviderConfigurations: [
        {
          credentialProviderType: "GATEWAY_IAM_ROLE",
          credentialProvider: { iamCredentialProvider: { service: "s3" } },
        },
      ],
    }),
  ],
  ["targetConfiguration.http", "CreateGatewayTarget", target({ http: {} })],
  ["targetConfiguration.inference", "CreateGatewayTarget", target({ inference: {} })],
  ["targetConfiguration.mcp.openApiSchema", "CreateGatewayTarget", target({ mcp: { openApiSchema: s3 } })],
  ["targetConfiguration.mcp.smithyModel", "CreateGatewayTarget", target({ mcp: { smithyModel: s3 } })],
  [
    "targetConfiguration.mcp.mcpServer.mcpToolSchema",
    "CreateGatewayTarget",
    target({ mcp: { mcpServer: { endpoint: "https://x", mcpToolSchema: s3 } } }),
  ],
  [
    "targetConfiguration.mcp.mcpServer.resourcePriority",
    "UpdateGatewayTarget",
    {
      ...target({ mcp: { mcpServer: { endpoint: "https://x", resourcePriority: 1 } } }),
      targetId: "ABCDEFGHIJ",
    },
  ],
  ["targetConfiguration.mcp.apiGateway", "CreateGatewayTarget", target({ mcp: { apiGateway: {} } })],
  ["targetConfiguration.mcp.connector", "CreateGatewayTarget", target({ mcp: { connector: {} } })],
  [
    "targetConfiguration.mcp.lambda.toolSchema.s3",
    "CreateGatewayTarget",
    target({ mcp: { lambda: { ...lambda, toolSchema: s3 } } }),
  ],
];

const values: readonly (readonly [
  member: string,
  value: string,
  use: string,
  operation: BuiltOperation,
  input: object,
])[] = [
  [
    "targetConfiguration.mcp.mcpServer.listingMode",
    "DYNAMIC",
    "DEFAULT",
    "CreateGatewayTarget",
    target({ mcp: { mcpServer: { endpoint: "https://x", listingMode: "DYNAMIC" } } }),
  ],
  ...["AUTHENTICATE_ONLY"].map(
    (value) =>
      [
        "authorizerType",
        value,
        "CUSTOM_JWT or NONE or AWS_IAM",
        "CreateGateway",
        gateway({ authorizerType: value, authorizerConfiguration: undefined }),
      ] as const,
  ),
  ...["OAUTH", "API_KEY", "CALLER_IAM_CREDENTIALS", "JWT_PASSTHROUGH"].map(
    (value) =>
      [
        "credentialProviderConfigurations.0.credentialProviderType",
        value,
        "GATEWAY_IAM_ROLE",
        "CreateGatewayTarget",
        target(plain, { credentialProviderConfigurations: [{ credentialProviderType: value }] }),
      ] as const,
  ),
];

describe("what is not acted on yet", () => {
  it.each(members)(
    verifies("wire.not-acted-on.member", "the member %s of %s is refused by name"),
    (member, operation, input) => {
      const sentence = `'${member}' is not acted on by Toolgate yet, so it is refused rather than ignored; leave it out.`;
      expect(refusal(operation, input)).toMatchObject({
        message: `1 validation error detected. ${sentence}`,
        fieldList: [{ name: member, message: sentence }],
      });
    },
  );

  it.each(values)(
    verifies("wire.not-acted-on.value", "%s %s is refused by name, with what to use"),
    (member, value, use, operation, input) => {
      const sentence = `'${member}' ${value} is not built yet in Toolgate; use ${use}.`;
      expect(refusal(operation, input).fieldList).toEqual([{ name: member, message: sentence }]);
    },
  );

  it(
    verifies("wire.not-acted-on.list", "only what the written list holds is accepted without effect"),
    () => {
      expect(Object.keys(acceptedWithoutEffect)).toEqual(["protocolConfiguration.mcp.searchType"]);
      const input = gateway({}, {}, { searchType: "SEMANTIC" });
      expect(validate(operations.CreateGateway.input, input)).toEqual(input);
    },
  );

  it("CUSTOM_JWT without its configuration is refused, because it cannot do without", () => {
    const { fieldList } = refusal("CreateGateway", gateway({ authorizerConfiguration: undefined }));
    expect(fieldList).toEqual([
      {
        name: "authorizerConfiguration",
        message:
          "Value null at '/authorizerConfiguration' failed to satisfy constraint: Member must not be null",
      },
    ]);
  });
});
