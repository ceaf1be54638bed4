/** What the control plane keeps: the resources as they are stored, apart from how AWS's wire spells them. */
import type { PolicyJson } from "@toolgate/policy";

/** Where a resource lives; ARNs and names are unique within one place. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Who makes a control-plane call: the access key id of the signature, or `anonymous`. */
export interface Caller {
  readonly id: string;
  readonly place: Place;
}

/** An ISO-8601 instant in UTC with milliseconds, e.g. `2026-01-02T03:04:05.123Z`. */
export type Instant = string;

interface Stored {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly statusReasons: readonly string[];
}

export interface PolicyEngine extends Stored {
  readonly description?: string | undefined;
  readonly encryptionKeyArn?: string | undefined;
  readonly status: "ACTIVE";
}

type PolicyStatus = "ACTIVE" | "CREATING" | "CREATE_FAILED" | "UPDATE_FAILED";
type EnforcementMode = "ACTIVE" | "LOG_ONLY";
type ValidationMode = "FAIL_ON_ANY_FINDINGS" | "IGNORE_ALL_FINDINGS";

/** The statement under the arm of AWS's union that it came in, so that it goes out the same way. */
export interface PolicyDefinition {
  readonly arm: "cedar" | "policy";
  readonly statement: string;
}

export interface Policy extends Stored {
  readonly engineId: string;
  readonly description?: string | undefined;
  readonly definition: PolicyDefinition;
  readonly enforcementMode: EnforcementMode;
  /** As the caller said it; kept so that a waiting policy is judged by it when it settles. */
  readonly validationMode?: ValidationMode | undefined;
  readonly status: PolicyStatus;
  /** Cedar's JSON form of the statement; absent only when the statement does not parse (strict AWS mode). */
  readonly parsed?: PolicyJson | undefined;
}

/** CREATING (waiting) and CREATE_FAILED policies decide nothing; UPDATE_FAILED keeps its last good definition in force. */
export function isInForce(policy: Policy): boolean {
  return policy.status === "ACTIVE" || policy.status === "UPDATE_FAILED";
}

/** A gateway. `configuration` holds the members of AWS's CreateGateway that are echoed as they came. */
export interface Gateway extends Stored {
  readonly description?: string | undefined;
  readonly roleArn: string;
  readonly protocolType?: "MCP" | undefined;
  readonly protocolConfiguration?: ProtocolConfiguration | undefined;
  readonly authorizer: GatewayAuthorizer;
  readonly policyEngine?: PolicyEngineAttachment | undefined;
  readonly exceptionLevel?: "DEBUG" | undefined;
  readonly workloadIdentityArn: string;
  readonly status: "READY";
}

interface ProtocolConfiguration {
  readonly mcp: {
    readonly supportedVersions?: readonly string[] | undefined;
    readonly instructions?: string | undefined;
  };
}

interface PolicyEngineAttachment {
  readonly arn: string;
  readonly mode: "LOG_ONLY" | "ENFORCE";
}

/** How callers prove who they are. Only CUSTOM_JWT is built so far. */
type GatewayAuthorizer = { readonly type: "CUSTOM_JWT"; readonly jwt: JwtAuthorizer };

/** AWS's CustomJWTAuthorizerConfiguration, as far as it is acted on. */
export interface JwtAuthorizer {
  readonly discoveryUrl: string;
  readonly allowedAudience?: readonly string[] | undefined;
  readonly allowedClients?: readonly string[] | undefined;
  readonly allowedScopes?: readonly string[] | undefined;
  readonly advertisedScopeMapping?: Readonly<Record<string, string>> | undefined;
  readonly customClaims?: readonly CustomClaim[] | undefined;
}

export interface CustomClaim {
  readonly inboundTokenClaimName: string;
  readonly inboundTokenClaimValueType: "STRING" | "STRING_ARRAY";
  readonly authorizingClaimMatchValue: {
    readonly claimMatchOperator: "EQUALS" | "CONTAINS" | "CONTAINS_ANY";
    readonly claimMatchValue:
      | { readonly matchValueString: string }
      | { readonly matchValueStringList: readonly string[] };
  };
}

/** One tool as its target declares it; the schema is AWS's SchemaDefinition (type, properties, required, items, description). */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: SchemaDefinition;
  readonly outputSchema?: SchemaDefinition | undefined;
}

interface SchemaDefinition {
  readonly type: "string" | "number" | "object" | "array" | "boolean" | "integer";
  readonly properties?: Readonly<Record<string, SchemaDefinition>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SchemaDefinition | undefined;
  readonly description?: string | undefined;
}

export interface Target extends Omit<Stored, "arn"> {
  readonly gatewayId: string;
  readonly description?: string | undefined;
  readonly lambda: { readonly lambdaArn: string; readonly tools: readonly ToolDefinition[] };
  readonly status: "READY";
}

export interface WorkloadIdentity {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly allowedResourceOauth2ReturnUrls: readonly string[];
  /** The gateway that brought it, if one did. */
  readonly gatewayId?: string | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** An answer kept for 24 hours so that a repeated request gets it again. */
export interface KeptAnswer {
  readonly callerId: string;
  readonly operation: string;
  readonly clientToken: string;
  /** SHA-256 over the canonical request without its clientToken, hex. */
  readonly requestHash: string;
  readonly answer: string;
  readonly expiresAt: Instant;
}
