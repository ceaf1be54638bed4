/** What the use cases need from outside. Adapters implement these; compose.ts connects them. */
import type {
  CedarDecisionRequest,
  CedarSchema,
  CedarValidation,
  PolicyDecision,
  SolverAnswer,
} from "@toolgate/policy";
import type { DecisionOutcome, DecisionQuery, DecisionRecord } from "./decisions/decision-record.ts";
import type { McpLogLevel } from "./mcp-log-level.ts";
import type {
  Change,
  Gateway,
  JsonSchema,
  JwtAuthorizer,
  KeptAnswer,
  Place,
  Policy,
  PolicyEngine,
  Target,
  ToolDefinition,
  WorkloadIdentity,
} from "./model.ts";

export type { DecisionOutcome, DecisionQuery, DecisionRecord };

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A place in a list ordered by (createdAt, id): the last row already given. */
export interface Position {
  readonly createdAt: string;
  readonly id: string;
}

export interface PageRequest {
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** Which lines of the control plane's log: the newest first, or those after one of them, oldest first. */
export interface ChangeQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** Id or ARN of a resource, or of what holds it. */
  readonly resource?: string | undefined;
  readonly limit: number;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** There are more within the limit, but the answer would have become too large. */
  readonly truncated: boolean;
}

/** The control plane's store. */
export interface Store {
  /** A consistent view; nothing in it may write. */
  read<T>(work: (view: StoreView) => Promise<T>): Promise<T>;
  /** One change at a time, whole or not at all, on the disk when the promise resolves. */
  write<T>(work: (change: StoreChange) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreView {
  readonly engines: {
    get(place: Place, id: string): Promise<PolicyEngine | undefined>;
    byName(place: Place, name: string): Promise<PolicyEngine | undefined>;
    page(place: Place, page: PageRequest): Promise<PolicyEngine[]>;
    /** Every engine of every place. */
    all(): Promise<PolicyEngine[]>;
  };
  readonly policies: {
    get(engineId: string, id: string): Promise<Policy | undefined>;
    byName(engineId: string, name: string): Promise<Policy | undefined>;
    /** `ids`, when given, keeps only these. */
    page(engineId: string, page: PageRequest): Promise<Policy[]>;
    all(engineId: string): Promise<Policy[]>;
  };
  readonly gateways: {
    get(place: Place, id: string): Promise<Gateway | undefined>;
    /** Without regard to case. */
    byName(place: Place, name: string): Promise<Gateway | undefined>;
    page(place: Place, page: PageRequest): Promise<Gateway[]>;
    onEngine(engineArn: string): Promise<Gateway[]>;
    all(): Promise<Gateway[]>;
  };
  readonly targets: {
    get(gatewayId: string, id: string): Promise<Target | undefined>;
    byName(gatewayId: string, name: string): Promise<Target | undefined>;
    page(gatewayId: string, page: PageRequest): Promise<Target[]>;
    all(gatewayId: string): Promise<Target[]>;
  };
  readonly tags: { of(arn: string): Promise<Record<string, string>> };
  readonly workloadIdentities: {
    get(place: Place, name: string): Promise<WorkloadIdentity | undefined>;
    /** Ordered by (createdAt, name); `Position.id` is the name. */
    page(place: Place, page: PageRequest): Promise<WorkloadIdentity[]>;
  };
  readonly keptAnswers: {
    find(callerId: string, operation: string, clientToken: string): Promise<KeptAnswer | undefined>;
  };
  readonly settings: { get(key: string): Promise<string | undefined> };
  readonly changes: { find(query: ChangeQuery): Promise<ChangePage> };
}

export interface StoreChange extends StoreView {
  readonly put: {
    /** Inserts or replaces by id. */
    engine(engine: PolicyEngine): Promise<void>;
    policy(policy: Policy): Promise<void>;
    gateway(gateway: Gateway): Promise<void>;
    target(target: Target): Promise<void>;
    tags(arn: string, tags: Readonly<Record<string, string>>): Promise<void>;
    workloadIdentity(identity: WorkloadIdentity): Promise<void>;
    keptAnswer(answer: KeptAnswer): Promise<void>;
    setting(key: string, value: string): Promise<void>;
  };
  readonly remove: {
    engine(engine: PolicyEngine): Promise<void>;
    policy(policy: Policy): Promise<void>;
    gateway(gateway: Gateway): Promise<void>;
    target(target: Target): Promise<void>;
    /** Without `keys`: all tags of the resource. */
    tags(arn: string, keys?: readonly string[]): Promise<void>;
    workloadIdentity(place: Place, name: string): Promise<void>;
    keptAnswersBefore(instant: string): Promise<void>;
  };
  /** The control plane's log can only be added to. */
  readonly append: { change(change: Omit<Change, "changeId">): Promise<void> };
}

/** Cedar itself, in a process of its own: it validates, and gives a second opinion on decisions. */
export interface Cedar {
  validate(schema: CedarSchema, statement: string): Promise<CedarValidation>;
  /** Rejects with {@link EvaluationUnavailable} when no decision could be had. */
  decide(request: CedarDecisionRequest): Promise<PolicyDecision>;
  /** The same for who can wait until Cedar has time. */
  replay(request: CedarDecisionRequest): Promise<PolicyDecision>;
  close(): Promise<void>;
}

/** An SMT solver in a process of its own. It never rejects: what goes wrong is unknown, with the reason. */
export interface Solver {
  /** `timeLimit` in milliseconds. */
  solve(script: string, options?: { readonly timeLimit?: number | undefined }): Promise<SolverAnswer>;
  /** The id of its process, where it has one. */
  processId(): number | undefined;
  close(): Promise<void>;
}

/** No decision could be had (the Cedar process died, or did not answer in time): never the same as a denial. */
export class EvaluationUnavailable extends Error {
  override readonly name = "EvaluationUnavailable";
}

/** Verifies the caller's token. `secrets` never leave it: the result carries claims only. */
export interface TokenVerifier {
  /** `gatewayId` says whose authorizer it is: what was verified for one gateway says nothing about another. */
  verify(token: string, authorizer: JwtAuthorizer, gatewayId: string): Promise<TokenVerdict>;
  /** The issuer that the discovery document names, for RFC 9728 metadata. */
  issuer(authorizer: JwtAuthorizer): Promise<string>;
}

export type TokenVerdict =
  | { readonly ok: true; readonly claims: Readonly<Record<string, unknown>> }
  /** 401: not a token we accept. 403: a good token that lacks a scope. `why` is for log and record, never for the caller. */
  | { readonly ok: false; readonly status: 401 | 403; readonly why: string };

/** What a target gets: the tool's own name, arguments as JSON text, and AWS's client context. */
export interface ToolInvocation {
  readonly lambdaArn: string;
  /** JSON text of the arguments, exactly what was decided on. */
  readonly event: string;
  /** The keys of AWS's client context `custom` object. */
  readonly clientContext: Readonly<Record<string, string>>;
}

export type ToolResult =
  /** What a function returned; `payload` is JSON text. */
  | { readonly ok: true; readonly kind: "payload"; readonly payload: string }
  /** What an MCP server answered: its CallToolResult as JSON text, kept as it is, and whether it says `isError`. */
  | { readonly ok: true; readonly kind: "mcp"; readonly result: string; readonly isError: boolean }
  /** What an MCP server refused: its JSON-RPC error. */
  | {
      readonly ok: false;
      readonly kind: "rpc-error";
      readonly cause: string;
      readonly code: number;
      readonly data?: string | undefined;
    }
  /** `cause` names what went wrong, for the record and DEBUG callers. */
  | {
      readonly ok: false;
      readonly kind: "function" | "access" | "unavailable" | "timeout" | "too-large";
      readonly cause: string;
    };

/** Invokes Lambda functions: registered ones, then `AWS_ENDPOINT_URL_LAMBDA`, then AWS. Never throws for what a function does. */
export interface Functions {
  invoke(invocation: ToolInvocation): Promise<ToolResult>;
  close(): Promise<void>;
}

/** One call of a tool on an MCP server. */
export interface McpCall {
  readonly endpoint: string;
  /** The tool's own name. */
  readonly tool: string;
  /** As the server listed it: it may ask for arguments to be repeated as headers. */
  readonly inputSchema: JsonSchema;
  /** JSON text of the arguments, exactly what was decided on. */
  readonly arguments: string;
  /** The caller's `_meta` as JSON text, where there is one. */
  readonly meta?: string | undefined;
  /**
   * Upstream sessions are kept for one principal on one gateway, never shared; without a key, the call has one of its own,
   * which ends with it.
   */
  readonly session: string | undefined;
  /** The tool's annotations say that a repeated call does no harm, so a broken connection may be tried again. */
  readonly repeatable: boolean;
  readonly requestId: string;
  /** Who hears of the call while it runs, where somebody does. */
  readonly listener?: CallListener | undefined;
}

/** Hears what an MCP server tells of a call before it answers. */
export interface CallListener {
  /** JSON text of a notification: as the server sent it, but with the caller's own progress token. */
  readonly notify: (notification: string) => void;
  /** The least severe log messages that are wanted; undefined for none. */
  readonly logLevel: McpLogLevel | undefined;
  /** Aborted when nobody waits for the answer any more, so that the call is cancelled. */
  readonly gone: AbortSignal;
}

/** MCP servers behind the gateway, over streamable HTTP and stdio. Calls never throw for what a server does. */
export interface McpServers {
  /**
   * Connects, negotiates and lists every tool.
   * @throws McpServerFailure naming the endpoint and the cause.
   */
  tools(endpoint: string): Promise<readonly ToolDefinition[]>;
  call(call: McpCall): Promise<ToolResult>;
  close(): Promise<void>;
}

/** An MCP server could not be reached, or did not speak MCP; the message names the endpoint and the cause. */
export class McpServerFailure extends Error {
  override readonly name = "McpServerFailure";
}

/** A decision could not be recorded; what is not recorded must not happen. */
export class DecisionLogUnavailable extends Error {
  override readonly name = "DecisionLogUnavailable";
}

/** Keeps decision records, bounded by age and number. */
export interface DecisionLog {
  /**
   * Accepts the record at once; it is on its way to the store before this returns.
   * @throws DecisionLogUnavailable when the store does not keep up or has failed: the call has to be denied.
   */
  record(decision: DecisionRecord): void;
  outcome(decisionId: string, outcome: DecisionOutcome): void;
  find(query: DecisionQuery): Promise<DecisionRecord[]>;
  /** Everything accepted so far is in the store when this resolves. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
