import { isObject } from "../callers/json-answer.ts";
import type { CredentialProviderConfiguration } from "../callers/operation-types.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { InputError } from "../errors/call-errors.ts";
import { createCredentialProvider } from "./credential-provider.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import { placeOf } from "./gateway-place.ts";
import { isOwnRole } from "./gateway-role.ts";
import type { CreateMcpGatewayTargetInput, GatewayTarget } from "./gateway-types.ts";
import { randomId } from "./random-id.ts";
import { credentialProviderDocument, lambdaDocument } from "./role-documents.ts";
import { testFunction, testTools } from "./test-function.ts";

/** AWS's public buckets with the Smithy model that a target gets when none is given. */
const modelBuckets: Readonly<Record<string, string>> = {
  "ap-southeast-2": "amazonbedrockagentcore-built-sampleschemas455e0815-yigvs4je21kx",
  "us-west-2": "amazonbedrockagentcore-built-sampleschemas455e0815-omxvr7ybq9g8",
  "eu-central-1": "amazonbedrockagentcore-built-sampleschemas455e0815-egpctdjskcrf",
  "us-east-1": "amazonbedrockagentcore-built-sampleschemas455e0815-oj7jujcd8xiu",
};

const byRole: CredentialProviderConfiguration = { credentialProviderType: "GATEWAY_IAM_ROLE" };

/** {@link GatewayClient.createMcpGatewayTarget}. */
export async function createMcpGatewayTarget(
  deps: GatewayDeps,
  input: CreateMcpGatewayTargetInput,
  options: WaitOptions,
): Promise<GatewayTarget> {
  const { call, waits } = deps;
  const { gateway, targetType = "lambda", description } = input;
  const name = input.name ?? `TestGatewayTarget${randomId()}`;
  const payload = input.targetPayload ?? (await payloadFor(deps, targetType, gateway.roleArn, options));
  if (targetType === "lambda") await mayInvoke(deps, gateway.roleArn, payload, options);
  const provider = await providerFor(deps, { ...input, name }, options);
  const target = await call(
    "CreateGatewayTarget",
    {
      gatewayIdentifier: gateway.gatewayId,
      name,
      description,
      targetConfiguration: { mcp: { [targetType]: payload } },
      ...(provider === undefined ? {} : { credentialProviderConfigurations: [provider] }),
    },
    options,
  );
  return waits.targetReady(gateway.gatewayId, target, options);
}

/** What a target is made of when nothing is given for it. */
async function payloadFor(
  { connection, roles }: GatewayDeps,
  targetType: string,
  roleArn: string | undefined,
  options: WaitOptions,
): Promise<object> {
  if (targetType === "lambda") {
    if (roleArn === undefined)
      throw new InputError("The gateway has no roleArn, which the test function is called with.");
    const lambdaArn = await testFunction(connection, roles.call, roleArn, options);
    return { lambdaArn, toolSchema: { inlinePayload: testTools } };
  }
  const bucket = targetType === "smithyModel" ? modelBuckets[connection.region] : undefined;
  if (bucket !== undefined) return { s3: { uri: `s3://${bucket}/dynamodb-smithy.json` } };
  throw new InputError(
    `A target of type ${targetType} needs a targetPayload${targetType === "smithyModel" ? ` in the Region ${connection.region}` : ""}.`,
  );
}

/** A role that the client made is allowed what it is needed for; other roles are their owners'. */
async function mayInvoke(
  { roles }: GatewayDeps,
  roleArn: string | undefined,
  payload: object,
  options: WaitOptions,
): Promise<void> {
  const { lambdaArn }: { lambdaArn?: unknown } = isObject(payload) ? payload : {};
  if (!isOwnRole(roleArn) || typeof lambdaArn !== "string") return;
  const [, functionName] = /:function:([^:]+)/.exec(lambdaArn) ?? [];
  await roles.grant(
    roleArn,
    `AgentCoreLambda-${functionName ?? "function"}`,
    lambdaDocument([lambdaArn]),
    options,
  );
}

async function providerFor(
  { call, connection, roles }: GatewayDeps,
  { name, gateway, targetType, credentials }: CreateMcpGatewayTargetInput & { readonly name: string },
  options: WaitOptions,
): Promise<CredentialProviderConfiguration | undefined> {
  if (targetType === "mcpServer" && credentials === undefined) return undefined;
  if (targetType !== "openApiSchema") {
    if (credentials === undefined) return byRole;
    throw new InputError("credentials are for targets of type openApiSchema; leave them out.");
  }
  if (credentials === undefined) {
    throw new InputError(
      "A target of type openApiSchema needs credentials: { apiKey, credentialLocation, credentialParameterName } or { oauth2ProviderConfig, scopes }.",
    );
  }
  const made = await createCredentialProvider(call, name, credentials, options);
  const place = placeOf(arnOf(made.configuration) ?? "");
  if (isOwnRole(gateway.roleArn) && place !== undefined) {
    const document = credentialProviderDocument(
      { ...place, region: connection.region },
      made.kind,
      made.name,
    );
    await roles.grant(gateway.roleArn, `AgentCoreCredential-${made.name}`, document, options);
  }
  return made.configuration;
}

function arnOf({ credentialProvider }: CredentialProviderConfiguration): string | undefined {
  const [provider] = Object.values(credentialProvider ?? {});
  return isObject(provider) && typeof provider.providerArn === "string" ? provider.providerArn : undefined;
}
