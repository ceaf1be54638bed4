/** What the built operations answer. Instants are ISO-8601 strings unless said otherwise. Source: AgentCore control API. */

interface Timed {
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Page {
  readonly nextToken?: string | undefined;
}

/** AWS's PolicyEngineSummary. */
interface PolicyEngineSummaryOutput extends Timed {
  readonly policyEngineId: string;
  readonly name: string;
  readonly policyEngineArn: string;
  readonly status: string;
  readonly encryptionKeyArn?: string | undefined;
}

/** AWS's PolicyEngine. */
interface PolicyEngineOutput extends PolicyEngineSummaryOutput {
  readonly statusReasons: readonly string[];
  readonly description?: string | undefined;
}

/** AWS's PolicySummary. */
interface PolicySummaryOutput extends Timed {
  readonly policyId: string;
  readonly name: string;
  readonly policyEngineId: string;
  readonly policyArn: string;
  readonly status: string;
  readonly enforcementMode?: string | undefined;
}

/** AWS's Policy. */
interface PolicyOutput extends PolicySummaryOutput {
  readonly definition:
    | { readonly cedar: { readonly statement: string } }
    | { readonly policy: { readonly statement: string } };
  readonly statusReasons: readonly string[];
  readonly description?: string | undefined;
}

/** AWS's PolicyGenerationSummary. */
interface PolicyGenerationSummaryOutput extends Timed {
  readonly policyEngineId: string;
  readonly policyGenerationId: string;
  readonly name: string;
  readonly policyGenerationArn: string;
  readonly resource: { readonly arn: string };
  readonly status: "GENERATING" | "GENERATED" | "GENERATE_FAILED";
  /** Sentences about the whole of it. */
  readonly findings?: string | undefined;
}

/** AWS's PolicyGeneration. */
interface PolicyGenerationOutput extends PolicyGenerationSummaryOutput {
  readonly statusReasons: readonly string[];
}

/** AWS's FindingType. */
type FindingType =
  | "VALID"
  | "INVALID"
  | "NOT_TRANSLATABLE"
  | "ALLOW_ALL"
  | "ALLOW_NONE"
  | "DENY_ALL"
  | "DENY_NONE";

/** AWS's PolicyGenerationAsset. */
interface PolicyGenerationAssetOutput {
  readonly policyGenerationAssetId: string;
  /** Absent when the text could not be translated. */
  readonly definition?: { readonly cedar: { readonly statement: string } } | undefined;
  readonly rawTextFragment: string;
  readonly findings: readonly { readonly type: FindingType; readonly description: string }[];
}

/** AWS's GatewaySummary. */
interface GatewaySummaryOutput extends Timed {
  readonly gatewayId: string;
  readonly name: string;
  readonly status: string;
  readonly authorizerType: string;
  readonly description?: string | undefined;
  readonly protocolType?: string | undefined;
}

/** AWS's Gateway. */
interface GatewayOutput extends GatewaySummaryOutput {
  readonly gatewayArn: string;
  readonly gatewayUrl?: string | undefined;
  readonly statusReasons?: readonly string[] | undefined;
  readonly roleArn?: string | undefined;
  readonly protocolConfiguration?: object | undefined;
  readonly authorizerConfiguration?: { readonly customJWTAuthorizer: object } | undefined;
  readonly policyEngineConfiguration?: { readonly arn: string; readonly mode: string } | undefined;
  readonly workloadIdentityDetails?: { readonly workloadIdentityArn: string } | undefined;
  readonly exceptionLevel?: string | undefined;
}

/** What DeleteGateway answers. */
interface DeletedGatewayOutput {
  readonly gatewayId: string;
  readonly status: "DELETING";
  readonly statusReasons?: readonly string[] | undefined;
}

/** AWS's TargetSummary. */
interface TargetSummaryOutput extends Timed {
  readonly targetId: string;
  readonly name: string;
  readonly status: string;
  readonly description?: string | undefined;
  readonly lastSynchronizedAt?: string | undefined;
  readonly targetType?: "LAMBDA" | "MCP_SERVER" | undefined;
  readonly listingMode?: "DEFAULT" | undefined;
}

/** AWS's ToolDefinition. */
interface ToolDefinitionOutput {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: object;
  readonly outputSchema?: object | undefined;
}

/** AWS's GatewayTarget. */
interface GatewayTargetOutput extends Timed {
  readonly gatewayArn: string;
  readonly targetId: string;
  readonly status: string;
  readonly name: string;
  readonly targetConfiguration: {
    readonly mcp:
      | {
          readonly lambda: {
            readonly lambdaArn: string;
            readonly toolSchema: { readonly inlinePayload: readonly ToolDefinitionOutput[] };
          };
        }
      | { readonly mcpServer: { readonly endpoint: string; readonly listingMode: "DEFAULT" } };
  };
  readonly credentialProviderConfigurations: readonly { readonly credentialProviderType: string }[];
  readonly lastSynchronizedAt?: string | undefined;
  readonly statusReasons?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly protocolType?: "MCP" | undefined;
}

/** What DeleteGatewayTarget answers. */
interface DeletedTargetOutput {
  readonly gatewayArn: string;
  readonly targetId: string;
  readonly status: "DELETING";
  readonly statusReasons?: readonly string[] | undefined;
}

/** AWS's WorkloadIdentityType. */
interface WorkloadIdentitySummaryOutput {
  readonly name: string;
  readonly workloadIdentityArn: string;
}

/** What CreateWorkloadIdentity answers. */
interface CreatedWorkloadIdentityOutput extends WorkloadIdentitySummaryOutput {
  readonly allowedResourceOauth2ReturnUrls?: readonly string[] | undefined;
}

/** What GetWorkloadIdentity and UpdateWorkloadIdentity answer. */
interface WorkloadIdentityOutput extends CreatedWorkloadIdentityOutput {
  /** Seconds since the epoch, unlike the instants of every other family. */
  readonly createdTime: number;
  /** Seconds since the epoch. */
  readonly lastUpdatedTime: number;
}

type Empty = Readonly<Record<string, never>>;

/** The answer of each built operation. */
export interface Outputs {
  CreatePolicyEngine: PolicyEngineOutput;
  GetPolicyEngine: PolicyEngineOutput;
  UpdatePolicyEngine: PolicyEngineOutput;
  DeletePolicyEngine: PolicyEngineOutput;
  ListPolicyEngines: Page & { readonly policyEngines: readonly PolicyEngineOutput[] };
  GetPolicyEngineSummary: PolicyEngineSummaryOutput;
  ListPolicyEngineSummaries: Page & { readonly policyEngines: readonly PolicyEngineSummaryOutput[] };
  CreatePolicy: PolicyOutput;
  GetPolicy: PolicyOutput;
  UpdatePolicy: PolicyOutput;
  DeletePolicy: PolicyOutput;
  ListPolicies: Page & { readonly policies: readonly PolicyOutput[] };
  GetPolicySummary: PolicySummaryOutput;
  ListPolicySummaries: Page & { readonly policies: readonly PolicySummaryOutput[] };
  StartPolicyGeneration: PolicyGenerationOutput;
  GetPolicyGeneration: PolicyGenerationOutput;
  ListPolicyGenerations: Page & { readonly policyGenerations: readonly PolicyGenerationOutput[] };
  ListPolicyGenerationAssets: Page & {
    readonly policyGenerationAssets: readonly PolicyGenerationAssetOutput[];
  };
  GetPolicyGenerationSummary: PolicyGenerationSummaryOutput;
  ListPolicyGenerationSummaries: Page & {
    readonly policyGenerations: readonly PolicyGenerationSummaryOutput[];
  };
  CreateGateway: GatewayOutput;
  GetGateway: GatewayOutput;
  UpdateGateway: GatewayOutput;
  DeleteGateway: DeletedGatewayOutput;
  ListGateways: Page & { readonly items: readonly GatewaySummaryOutput[] };
  CreateGatewayTarget: GatewayTargetOutput;
  GetGatewayTarget: GatewayTargetOutput;
  UpdateGatewayTarget: GatewayTargetOutput;
  DeleteGatewayTarget: DeletedTargetOutput;
  ListGatewayTargets: Page & { readonly items: readonly TargetSummaryOutput[] };
  SynchronizeGatewayTargets: { readonly targets: readonly GatewayTargetOutput[] };
  TagResource: Empty;
  UntagResource: Empty;
  ListTagsForResource: { readonly tags: Readonly<Record<string, string>> };
  CreateWorkloadIdentity: CreatedWorkloadIdentityOutput;
  GetWorkloadIdentity: WorkloadIdentityOutput;
  UpdateWorkloadIdentity: WorkloadIdentityOutput;
  DeleteWorkloadIdentity: Empty;
  ListWorkloadIdentities: Page & { readonly workloadIdentities: readonly WorkloadIdentitySummaryOutput[] };
}
