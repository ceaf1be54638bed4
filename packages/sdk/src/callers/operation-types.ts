import type { BuiltOperation, InputOf, OperationName, OutputOf } from "@toolgate/api";

/**
 * What `@toolgate/api` says of an input, with the members that Toolgate refuses by name, but AWS takes, open to any value.
 */
type Open<T> = T extends readonly (infer Item)[]
  ? readonly Open<Item>[]
  : T extends object
    ? { [Member in keyof T]: [T[Member]] extends [undefined] ? unknown : Open<T[Member]> }
    : T;

/** A policy's text, as Cedar, as Cedar or Dogwood, or as what a generation came to. */
export type PolicyDefinition =
  | { readonly cedar: { readonly statement: string } }
  | { readonly policy: { readonly statement: string } }
  | {
      readonly policyGeneration: {
        readonly policyGenerationId: string;
        readonly policyGenerationAssetId: string;
      };
    };

/** How a gateway reaches a target that asks for credentials. */
export interface CredentialProviderConfiguration {
  readonly credentialProviderType: string;
  readonly credentialProvider?: object | undefined;
}

/** Members that AWS takes in more forms than Toolgate does so far. */
interface Wider {
  CreatePolicy: { readonly definition: PolicyDefinition };
  UpdatePolicy: { readonly definition?: PolicyDefinition | undefined };
  CreateGateway: WiderGateway;
  UpdateGateway: WiderGateway;
  CreateGatewayTarget: WiderTarget;
  UpdateGatewayTarget: WiderTarget;
}

interface WiderGateway {
  readonly authorizerType: string;
  readonly authorizerConfiguration?: object | undefined;
  readonly protocolConfiguration?: object | undefined;
  readonly protocolType?: string | undefined;
  readonly exceptionLevel?: string | undefined;
}

interface WiderTarget {
  readonly targetConfiguration: object;
  readonly credentialProviderConfigurations?: readonly CredentialProviderConfiguration[] | undefined;
}

/** The natural language a generation starts from, and what it came to. Source: AgentCore control API. */
interface GenerationInputs {
  StartPolicyGeneration: {
    readonly policyEngineId: string;
    readonly name: string;
    readonly resource: { readonly arn: string };
    readonly content: { readonly rawText: string };
    readonly clientToken?: string | undefined;
  };
  GetPolicyGeneration: GenerationById;
  ListPolicyGenerations: Paged & { readonly policyEngineId: string };
  ListPolicyGenerationAssets: Paged & GenerationById;
}

interface GenerationById {
  readonly policyEngineId: string;
  readonly policyGenerationId: string;
}

interface Paged {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** AWS's PolicyGeneration. */
export interface PolicyGeneration extends GenerationById {
  readonly name: string;
  readonly policyGenerationArn: string;
  readonly resource: { readonly arn: string };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
  readonly findings?: string | undefined;
}

/** AWS's PolicyGenerationAsset: one policy that a generation came to, or a part of the text that it could not translate. */
export interface PolicyGenerationAsset {
  readonly policyGenerationAssetId: string;
  readonly definition?: PolicyDefinition | undefined;
  readonly rawTextFragment: string;
  readonly findings: readonly {
    readonly type?: string | undefined;
    readonly description?: string | undefined;
  }[];
}

interface GenerationOutputs {
  StartPolicyGeneration: PolicyGeneration;
  GetPolicyGeneration: PolicyGeneration;
  ListPolicyGenerations: {
    readonly policyGenerations: readonly PolicyGeneration[];
    readonly nextToken?: string;
  };
  ListPolicyGenerationAssets: {
    readonly policyGenerationAssets?: readonly PolicyGenerationAsset[];
    readonly nextToken?: string;
  };
}

/** What an operation is asked with. Operations that Toolgate has not built yet take any members. */
export type CallInput<Name extends OperationName> = Name extends keyof GenerationInputs
  ? GenerationInputs[Name]
  : Name extends keyof Wider & BuiltOperation
    ? Omit<Open<InputOf<Name>>, keyof Wider[Name]> & Wider[Name]
    : Name extends BuiltOperation
      ? Open<InputOf<Name>>
      : Readonly<Record<string, unknown>>;

/** What an operation answers. */
export type CallOutput<Name extends OperationName> = Name extends keyof GenerationOutputs
  ? GenerationOutputs[Name]
  : Name extends BuiltOperation
    ? OutputOf<Name>
    : Readonly<Record<string, unknown>>;
