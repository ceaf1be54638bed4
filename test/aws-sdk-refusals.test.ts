import * as sdk from "@aws-sdk/client-bedrock-agentcore-control";
import { type OperationName, operations } from "@toolgate/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoArn, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** What Toolgate does not do yet is refused by its name: never overlooked, so that nobody relies on it. */

let running: RunningToolgate;

beforeAll(async () => {
  running = await runToolgate();
});

afterAll(() => running.close());

/** Sends any command; the inputs are those of the SDK's wire, which its types would not let through half-filled. */
function send(name: string, input: object): Promise<unknown> {
  const exported = sdk as unknown as Readonly<Record<string, new (input: object) => sdk.GetGatewayCommand>>;
  const Command = exported[`${name}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${name}Command`);
  return running.aws.send(new Command(input));
}

async function refused(name: string, input: object): Promise<sdk.ValidationException> {
  const error = await send(name, input).then(
    () => expect.unreachable("the call should have been refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof sdk.ValidationException)) throw error;
  return error;
}

const labels: Readonly<Record<string, string>> = {
  policyEngineId: "Engine-0123456789",
  gatewayIdentifier: "gateway-0123456789",
  ruleId: "rule-0123456789",
  rateLimitId: "limit-0123456789",
  resourceArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/gateway-0123456789",
};

const notBuilt = (Object.keys(operations) as OperationName[])
  .filter((name) => !operations[name].built)
  .map((name) => ({ name, uri: operations[name].uri }));

describe("operations that are not built yet", () => {
  it.each(notBuilt)(verifies("sdk.not-built", "$name is refused by its name"), async ({ name, uri }) => {
    const members = [...uri.matchAll(/\{(\w+)\}/g)].map(([, label = ""]) => [label, labels[label]]);
    const error = await refused(name, Object.fromEntries(members));
    expect(error.message).toBe(
      `${name} is not built yet in Toolgate, so it is refused; COMPATIBILITY.md lists what is.`,
    );
    expect(error.$metadata.httpStatusCode).toBe(400);
    expect(error.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("there are some, so that the table above is not empty", () => {
    expect(notBuilt.map(({ name }) => name)).toContain("CreateGatewayRule");
  });
});

const statement = "permit(principal, action, resource is AgentCore::Gateway);";
const jwt = { discoveryUrl: "https://idp.example/.well-known/openid-configuration" };
const gateway = {
  name: "refused",
  roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: { customJWTAuthorizer: jwt },
};
const lambda = {
  lambdaArn: echoArn,
  toolSchema: { inlinePayload: [{ name: "t", description: "d", inputSchema: { type: "object" } }] },
};
const target = {
  gatewayIdentifier: "gateway-0123456789",
  name: "refused",
  targetConfiguration: { mcp: { lambda } },
};
const put = { ...gateway, gatewayIdentifier: "gateway-0123456789" };
const endpoint = {
  selfManagedLatticeResource: { resourceConfigurationIdentifier: "rcfg-0123456789abcdef0" },
};
const key = "arn:aws:kms:us-west-2:123456789012:key/0123";

const members: readonly { operation: OperationName; input: object; member: string; says?: string }[] = [
  {
    operation: "CreatePolicyEngine",
    input: { name: "E", encryptionKeyArn: key },
    member: "encryptionKeyArn",
  },
  { operation: "CreateGateway", input: { ...gateway, kmsKeyArn: key }, member: "kmsKeyArn" },
  {
    operation: "CreateGateway",
    input: {
      ...gateway,
      interceptorConfigurations: [
        { interceptor: { lambda: { arn: echoArn } }, interceptionPoints: ["REQUEST"] },
      ],
    },
    member: "interceptorConfigurations",
  },
  ...["AUTHENTICATE_ONLY"].map((authorizerType) => ({
    operation: "CreateGateway" as const,
    input: { ...gateway, authorizerType },
    member: "authorizerType",
    says: authorizerType,
  })),
  {
    operation: "CreateGateway",
    input: {
      ...gateway,
      protocolConfiguration: { mcp: { sessionConfiguration: { sessionTimeoutInSeconds: 900 } } },
    },
    member: "protocolConfiguration.mcp.sessionConfiguration",
  },
  {
    operation: "CreateGateway",
    input: {
      ...gateway,
      authorizerConfiguration: { customJWTAuthorizer: { ...jwt, privateEndpoint: endpoint } },
    },
    member: "authorizerConfiguration.customJWTAuthorizer.privateEndpoint",
  },
  {
    operation: "CreateGateway",
    input: {
      ...gateway,
      authorizerConfiguration: {
        customJWTAuthorizer: { ...jwt, allowedWorkloadConfiguration: { workloadIdentities: ["w"] } },
      },
    },
    member: "authorizerConfiguration.customJWTAuthorizer.allowedWorkloadConfiguration",
  },
  {
    operation: "UpdateGateway",
    input: { ...put, wafConfiguration: { failureMode: "FAIL_OPEN" } },
    member: "wafConfiguration",
  },
  {
    operation: "UpdateGateway",
    input: { ...put, customTransformConfiguration: { lambda: { arn: echoArn } } },
    member: "customTransformConfiguration",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: {
        mcp: { mcpServer: { endpoint: "https://mcp.example", listingMode: "DYNAMIC" } },
      },
    },
    member: "targetConfiguration.mcp.mcpServer.listingMode",
    says: "DYNAMIC",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: {
        mcp: {
          mcpServer: { endpoint: "https://mcp.example", mcpToolSchema: { inlinePayload: "{}" } },
        },
      },
    },
    member: "targetConfiguration.mcp.mcpServer.mcpToolSchema",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: { mcp: { mcpServer: { endpoint: "https://mcp.example", resourcePriority: 1 } } },
    },
    member: "targetConfiguration.mcp.mcpServer.resourcePriority",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: { mcp: { mcpServer: { endpoint: "https://mcp.example" } } },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    },
    member: "credentialProviderConfigurations",
  },
  {
    operation: "CreateGatewayTarget",
    input: { ...target, targetConfiguration: { mcp: { openApiSchema: { inlinePayload: "{}" } } } },
    member: "targetConfiguration.mcp.openApiSchema",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: { http: { agentcoreRuntime: { arn: "arn:aws:bedrock-agentcore:r" } } },
    },
    member: "targetConfiguration.http",
  },
  {
    operation: "CreateGatewayTarget",
    input: {
      ...target,
      targetConfiguration: {
        mcp: { lambda: { ...lambda, toolSchema: { s3: { uri: "s3://bucket/schema.json" } } } },
      },
    },
    member: "targetConfiguration.mcp.lambda.toolSchema.s3",
  },
  {
    operation: "CreateGatewayTarget",
    input: { ...target, credentialProviderConfigurations: [{ credentialProviderType: "API_KEY" }] },
    member: "credentialProviderConfigurations.0.credentialProviderType",
    says: "API_KEY",
  },
  {
    operation: "UpdateGatewayTarget",
    input: {
      ...target,
      targetId: "ABCDEFGHIJ",
      metadataConfiguration: { allowedRequestHeaders: ["x-user"] },
    },
    member: "metadataConfiguration",
  },
  {
    operation: "UpdateGatewayTarget",
    input: { ...target, targetId: "ABCDEFGHIJ", privateEndpoint: endpoint },
    member: "privateEndpoint",
  },
];

describe("members that nothing acts on yet", () => {
  it.each(members)(
    verifies("sdk.not-acted-on", "$operation refuses $member"),
    async ({ operation, input, member, says }) => {
      const error = await refused(operation, input);
      expect(error.reason).toBe("FieldValidationFailed");
      const [field] = error.fieldList ?? [];
      expect(field?.name).toBe(member);
      expect(field?.message).toContain(says ?? member);
      expect(field?.message).toMatch(/not acted on by Toolgate yet|not built yet/);
      expect(error.message).toContain(String(field?.message));
    },
  );

  it(verifies("sdk.not-acted-on", "a member that AWS's model does not have is refused too"), async () => {
    const response = await fetch(`${running.toolgate.controlUrl}/policy-engines/Engine-0123456789/policies`, {
      method: "POST",
      headers: { authorization: "Toolgate test", "content-type": "application/json" },
      body: JSON.stringify({ name: "p", definition: { cedar: { statement } }, enforcmentMode: "LOG_ONLY" }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      fieldList: [
        {
          name: "enforcmentMode",
          message:
            "'enforcmentMode' is not a member of AWS's model here, so it is refused rather than ignored; check its spelling and place.",
        },
      ],
    });
  });
});
