/** What is asked of Cedar and what it answers. A policy outcome is a value, never an exception. */
/** A value in Cedar's JSON form; a bigint is a Long that a JavaScript number cannot hold. */
export type CedarValueJson =
  | string
  | number
  | bigint
  | boolean
  | readonly CedarValueJson[]
  | { readonly [key: string]: CedarValueJson };

/** The caller as Cedar sees it: an entity whose tags are its claims, all of them strings. */
export interface Principal {
  readonly type: "AgentCore::OAuthUser" | "AgentCore::IamEntity" | "AgentCore::Anonymous";
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Policies by id, in text. `key` names this content: equal keys mean equal policies. */
export interface PolicySlice {
  readonly key: string;
  readonly policies: Readonly<Record<string, string>>;
}

/** One request with the policies that could apply to its action. */
export interface CedarDecisionRequest {
  readonly active: PolicySlice;
  /** Policies in LOG_ONLY, each evaluated alone. */
  readonly logOnly: PolicySlice;
  readonly principal: Principal;
  /** `<Target>___<tool>`. */
  readonly action: string;
  /** The action's groups, nearest first: target, `CallTool`, `Mcp`. */
  readonly actionGroups: readonly string[];
  /** The gateway's ARN. */
  readonly resource: string;
  readonly context: { readonly [key: string]: CedarValueJson };
}

export interface PolicyError {
  readonly policyId: string;
  readonly message: string;
}

export interface PolicyDecision {
  readonly decision: "ALLOW" | "DENY";
  /** The permits that allowed, or the forbids that denied; empty when nothing applied. */
  readonly determining: readonly string[];
  /** Policies that could not be evaluated and were skipped, as Cedar says. */
  readonly errors: readonly PolicyError[];
  /** LOG_ONLY policies whose scope and conditions hold. */
  readonly logOnlyMatched: readonly string[];
  readonly logOnlyErrors: readonly PolicyError[];
}

/** What is wrong with a statement, and where: offsets count UTF-16 code units of the statement. */
export interface CedarValidationError {
  readonly message: string;
  readonly help?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** What strict validation says of a statement. */
export interface CedarValidation {
  readonly errors: readonly CedarValidationError[];
  /** No request that the schema allows can satisfy scope and conditions. */
  readonly impossible: boolean;
}

/** A Cedar schema in its JSON form, by namespace. */
export type CedarSchema = Readonly<Record<string, unknown>>;
