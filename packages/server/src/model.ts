/** What the control plane keeps: the resources as they are stored, apart from how AWS's wire spells them. */

import type { KeyPrincipal } from "./roles-port.ts";

/** Where a resource lives; ARNs and names are unique within one place. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Who makes a control-plane call: the access key id of the signature, or `anonymous`. */
export interface Caller {
  readonly id: string;
  readonly place: Place;
  /** Of a verified signature; absent where none is asked for, and everything is allowed. */
  readonly principal?: KeyPrincipal | undefined;
  /** The network address that the request came from, where it is known. */
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
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
  /** What changes of tools have done to it since it was last written. */
  readonly toolChanges?: readonly ToolChange[] | undefined;
}

/**
 * A tool is other than when the policy was checked. `gone`: it applies to nothing there. `unfit`: it does not validate any
 * more, so a forbid denies the tool and a permit allows nothing on it. `changed`: it may mean something else.
 */
export interface ToolChange {
  readonly gatewayArn: string;
  readonly action: string;
  readonly kind: "gone" | "unfit" | "changed";
  /** A sentence for `statusReasons`. */
  readonly message: string;
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
    /** tools/list answers whole, however long it is. */
    readonly disableMcpListToolsPagination?: boolean | undefined;
    /** Calls of MCP servers are answered as a stream where the caller takes one. */
    readonly streamingConfiguration?: { readonly enableResponseStreaming?: boolean | undefined } | undefined;
  };
}

interface PolicyEngineAttachment {
  readonly arn: string;
  readonly mode: "LOG_ONLY" | "ENFORCE";
}

/**
 * How callers prove who they are: by a token (`AgentCore::OAuthUser`) or a signature (`AgentCore::IamEntity`); with NONE
 * they do not, and each is `AgentCore::Anonymous`.
 */
export type GatewayAuthorizer =
  | { readonly type: "CUSTOM_JWT"; readonly jwt: JwtAuthorizer }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "NONE" };

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

/** What answers a target's calls. */
export type Backend =
  | { readonly kind: "lambda"; readonly lambdaArn: string }
  /** `endpoint` is an https URL, an http URL on loopback, or `stdio://<name>` of a server in the configuration. */
  | { readonly kind: "mcpServer"; readonly endpoint: string };

/**
 * One tool as its target declares it. A Lambda tool's schema is AWS's SchemaDefinition; an MCP server's is any JSON Schema,
 * and its title, annotations, icons and `_meta` are kept as they came.
 */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema | undefined;
  readonly title?: string | undefined;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
  readonly icons?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly _meta?: Readonly<Record<string, unknown>> | undefined;
}

/** A JSON Schema as it came; what of it Cedar sees is for the policy package to say. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Target extends Omit<Stored, "arn"> {
  readonly gatewayId: string;
  readonly description?: string | undefined;
  readonly backend: Backend;
  /** As declared (Lambda), or as the MCP server listed them when it was last asked. */
  readonly tools: readonly ToolDefinition[];
  readonly status: "READY" | "FAILED" | "UPDATE_UNSUCCESSFUL" | "SYNCHRONIZE_UNSUCCESSFUL";
  readonly lastSynchronizedAt?: Instant | undefined;
}

/** Whether the target's tools have ever been known; until then nothing can be said of a name that is not among them. */
export function hasBeenListed({ backend, lastSynchronizedAt }: Target): boolean {
  return backend.kind === "lambda" || lastSynchronizedAt !== undefined;
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

/** A resource of a service around the gateway (IAM, Cognito, Lambda, logs): a value under a key of its collection. */
export interface StoredDocument {
  /** The kind of resource, as the log of changes names it: `role`, `userPool`. */
  readonly collection: string;
  /** Unique in the collection; lists are in its order. */
  readonly key: string;
  readonly arn: string;
  /** JSON; whoever reads it checks its shape. */
  readonly body: unknown;
  /** Text from the Sealer; it is in no log. */
  readonly sealed?: string | undefined;
}

/** What a change touched, as it can be asked for: by its own id or ARN, or by those of what holds it. */
export interface ChangedResource {
  /** `engine`, `policy`, `gateway`, `target`, `workloadIdentity`, `tags`, or the collection of a document. */
  readonly kind: string;
  readonly id: string;
  readonly arn: string;
  readonly parentId?: string | undefined;
  readonly parentArn?: string | undefined;
}

/** One line of the control plane's log: who made which change, when, from where. Never edited, never removed. */
export interface Change {
  /** Twelve digits, in the order of the changes. */
  readonly changeId: string;
  readonly time: Instant;
  readonly callerId: string;
  readonly accountId: string;
  readonly region: string;
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
  /** The operation of AWS's API that made the change, also where the resource is another than it names. */
  readonly operation: string;
  readonly action: "create" | "update" | "delete";
  readonly resource: ChangedResource;
  /** The resource as it was stored; of an update what is other afterwards; absent when it was made. */
  readonly before?: object | undefined;
  /** The resource as it is stored now; of an update what is other than before; absent when it is gone. */
  readonly after?: object | undefined;
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
