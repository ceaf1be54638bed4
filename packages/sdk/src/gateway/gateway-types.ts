import type { OutputOf } from "@toolgate/api";
import type { CallInput } from "../callers/operation-types.ts";

/** AWS's Gateway. */
export type Gateway = OutputOf<"GetGateway">;

/** AWS's GatewayTarget. */
export type GatewayTarget = OutputOf<"GetGatewayTarget">;

/** Names a gateway in one of three ways; the first that is given counts. */
export interface GatewayReference {
  /** Its id, or its ARN. */
  readonly gatewayIdentifier?: string | undefined;
  readonly gatewayArn?: string | undefined;
  /** Its name, which is looked up. */
  readonly name?: string | undefined;
}

/** Names a target of a gateway; the id counts before the name. */
export interface TargetReference extends GatewayReference {
  readonly targetId?: string | undefined;
  readonly targetName?: string | undefined;
}

/** An engine and what it does on a gateway: `ENFORCE` its decisions, or only write them down. */
export interface PolicyEngineConfiguration {
  readonly arn: string;
  readonly mode: "ENFORCE" | "LOG_ONLY";
}

/** What it takes to get a token of a Cognito pool. It holds a secret. */
export interface CognitoClientInfo {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userPoolId: string;
  readonly tokenEndpoint: string;
  readonly scope: string;
  readonly domainPrefix: string;
}

/** {@link GatewayClient.createOAuthAuthorizerWithCognito}. */
export interface CognitoAuthorizerInput {
  readonly gatewayName: string;
  /**
   * A Lambda function that puts claims into the tokens (trigger version V3_0); without it a client's token has none that
   * tells who calls, e.g. no `username`.
   */
  readonly preTokenGenerationArn?: string | undefined;
}

/** What {@link GatewayClient.createOAuthAuthorizerWithCognito} made. */
export interface CognitoAuthorizer {
  /** As CreateGateway takes it. */
  readonly authorizerConfiguration: {
    readonly customJWTAuthorizer: {
      readonly discoveryUrl: string;
      readonly allowedClients: readonly [string];
    };
  };
  readonly clientInfo: CognitoClientInfo;
}

/** What {@link GatewayClient.enableObservability} set up. */
export interface Observability {
  readonly logGroup: string;
  /** Ids of the deliveries that were made; those that were there already are left out. */
  readonly deliveries: { readonly logs?: string; readonly traces?: string };
}

/** {@link GatewayClient.createMcpGateway}; further members are CreateGateway's. */
export type CreateMcpGatewayInput = {
  readonly [Member in Exclude<keyof CallInput<"CreateGateway">, "policyEngineConfiguration">]?:
    | CallInput<"CreateGateway">[Member]
    | undefined;
} & {
  readonly policyEngineConfiguration?: PolicyEngineConfiguration | undefined;
  /** Adds AWS's search tool; true if left out. */
  readonly enableSemanticSearch?: boolean | undefined;
  /** Sets up logs and traces; true if left out. */
  readonly enableObservability?: boolean | undefined;
};

/** A gateway that is READY, and what was made along with it. */
export type CreatedMcpGateway = Gateway & {
  /** There if the gateway's Cognito pool was made too. */
  readonly clientInfo?: CognitoClientInfo;
  /** There unless it was turned off; `error` says why it could not be set up, which does not undo the gateway. */
  readonly observability?: Observability | { readonly error: Error };
};

/** How a target of type `openApiSchema` is called. They hold a secret. */
export type OpenApiCredentials =
  | {
      readonly apiKey: string;
      readonly credentialLocation: "HEADER" | "QUERY_PARAMETER";
      readonly credentialParameterName: string;
      readonly credentialPrefix?: string | undefined;
    }
  | {
      /** CreateOauth2CredentialProvider's `oauth2ProviderConfigInput` for the vendor `CustomOauth2`. */
      readonly oauth2ProviderConfig: object;
      readonly scopes?: readonly string[] | undefined;
    };

/** {@link GatewayClient.createMcpGatewayTarget}. */
export interface CreateMcpGatewayTargetInput {
  readonly gateway: Pick<Gateway, "gatewayId" | "roleArn">;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** The arm of `targetConfiguration.mcp`; `lambda` if left out. */
  readonly targetType?: "lambda" | "openApiSchema" | "smithyModel" | "mcpServer" | "apiGateway" | undefined;
  /** What stands in that arm. */
  readonly targetPayload?: object | undefined;
  readonly credentials?: OpenApiCredentials | undefined;
}

/** {@link GatewayClient.updateGateway}: what is absent stays, `null` removes. */
export type UpdateGatewayInput = {
  /** The id, or the ARN. */
  readonly gatewayIdentifier: string;
} & {
  readonly [Member in Exclude<keyof CallInput<"UpdateGateway">, "gatewayIdentifier" | "name">]?:
    | CallInput<"UpdateGateway">[Member]
    | null
    | undefined;
};
