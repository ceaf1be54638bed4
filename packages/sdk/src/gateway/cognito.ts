import { type AwsJsonCaller, createAwsJsonCaller } from "../callers/aws-json-caller.ts";
import { isObject, type JsonObject } from "../callers/json-answer.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { settle, type WaitOptions } from "../connection/settle.ts";
import { UnreadableAnswerError } from "../errors/call-errors.ts";
import { ResourceNotFoundException } from "../errors/service-error.ts";
import type { CognitoAuthorizer, CognitoAuthorizerInput, CognitoClientInfo } from "./gateway-types.ts";
import { randomId } from "./random-id.ts";
import { tokenEndpointOf } from "./token-endpoint.ts";

/** User pools that give tokens for gateways. */
export interface Cognito {
  createAuthorizer(input: CognitoAuthorizerInput, options: WaitOptions): Promise<CognitoAuthorizer>;
  remove(pool: PoolWithDomain, options: CallOptions): Promise<void>;
}

type PoolWithDomain = Pick<CognitoClientInfo, "userPoolId" | "domainPrefix">;

/** {@link Cognito} over the service's own protocol. */
export function createCognito(connection: Connection): Cognito {
  const call = createAwsJsonCaller(connection, "cognito", "AWSCognitoIdentityProviderService");

  const removeDomain = ({ userPoolId, domainPrefix }: PoolWithDomain, options: CallOptions) =>
    unlessGone(call("DeleteUserPoolDomain", { UserPoolId: userPoolId, Domain: domainPrefix }, options));
  const removePool = ({ userPoolId }: PoolWithDomain, options: CallOptions) =>
    unlessGone(call("DeleteUserPool", { UserPoolId: userPoolId }, options));

  return {
    async remove(pool, options) {
      await removeDomain(pool, options);
      await removePool(pool, options);
    },
    async createAuthorizer({ gatewayName, preTokenGenerationArn }, options) {
      const pool = await call(
        "CreateUserPool",
        {
          PoolName: `agentcore-gateway-${randomId()}`,
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          ...(preTokenGenerationArn === undefined
            ? {}
            : {
                LambdaConfig: {
                  PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: preTokenGenerationArn },
                },
              }),
        },
        options,
      );
      const userPoolId = textIn(pool, "CreateUserPool", "UserPool", "Id");
      const domainPrefix = `agentcore-${randomId()}`;
      try {
        return await furnish({ call, connection, userPoolId, domainPrefix, gatewayName }, options);
      } catch (error) {
        // Nobody else knows of the pool; what cannot be removed now is no reason to hide why it failed.
        const unaborted = { timeoutMs: options.timeoutMs };
        await removeDomain({ userPoolId, domainPrefix }, unaborted).catch(() => undefined);
        await removePool({ userPoolId, domainPrefix }, unaborted).catch(() => undefined);
        throw error;
      }
    },
  };
}

interface NewPool {
  readonly call: AwsJsonCaller;
  readonly connection: Connection;
  readonly userPoolId: string;
  readonly domainPrefix: string;
  readonly gatewayName: string;
}

async function furnish(pool: NewPool, options: WaitOptions): Promise<CognitoAuthorizer> {
  const { call, connection, userPoolId, domainPrefix, gatewayName } = pool;
  await call("CreateUserPoolDomain", { UserPoolId: userPoolId, Domain: domainPrefix }, options);
  await domainActive(pool, options);
  await call(
    "CreateResourceServer",
    {
      UserPoolId: userPoolId,
      Identifier: gatewayName,
      Name: gatewayName,
      Scopes: [{ ScopeName: "invoke", ScopeDescription: "May call the tools of the gateway" }],
    },
    options,
  );
  const scope = `${gatewayName}/invoke`;
  const created = await call(
    "CreateUserPoolClient",
    {
      UserPoolId: userPoolId,
      ClientName: `agentcore-client-${randomId()}`,
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: [scope],
      AllowedOAuthFlowsUserPoolClient: true,
      SupportedIdentityProviders: ["COGNITO"],
    },
    options,
  );
  const clientId = textIn(created, "CreateUserPoolClient", "UserPoolClient", "ClientId");
  const clientSecret = textIn(created, "CreateUserPoolClient", "UserPoolClient", "ClientSecret");
  const suffix = connection.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const discoveryUrl = `https://cognito-idp.${connection.region}.${suffix}/${userPoolId}/.well-known/openid-configuration`;
  const tokenEndpoint = await tokenEndpointOf(connection, userPoolId, domainPrefix, options);
  return {
    authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl, allowedClients: [clientId] } },
    clientInfo: { clientId, clientSecret, userPoolId, tokenEndpoint, scope, domainPrefix },
  };
}

async function domainActive(
  { call, connection, domainPrefix }: NewPool,
  options: WaitOptions,
): Promise<void> {
  const read = async () => {
    const { DomainDescription } = await call("DescribeUserPoolDomain", { Domain: domainPrefix }, options);
    const status = isObject(DomainDescription) ? DomainDescription.Status : undefined;
    return { status: typeof status === "string" ? status : "CREATING" };
  };
  await settle(
    {
      what: `Cognito domain ${domainPrefix}`,
      first: await read(),
      read,
      isPending: ({ status }) => status === "CREATING" || status === "UPDATING",
    },
    connection,
    { ...options, pollMs: options.pollMs ?? Math.min(1_000, connection.pollMs) },
  );
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  });
}

function textIn(answer: JsonObject, operation: string, structure: string, member: string): string {
  const inner = answer[structure];
  const value = isObject(inner) ? inner[member] : undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new UnreadableAnswerError(`The answer to ${operation} has no ${structure}.${member}.`);
}
