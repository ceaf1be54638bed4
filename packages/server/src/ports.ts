/** What the use cases need from outside. Adapters implement these; compose.ts connects them. */
import type {
  CedarDecisionRequest,
  CedarSchema,
  CedarValidation,
  PolicyDecision,
  SolverAnswer,
} from "@toolgate/policy";
import type { DecisionOutcome, DecisionQuery, DecisionRecord } from "./decisions/decision-record.ts";
import type { RoleFailure } from "./decisions/role-failure.ts";
import type { JwtAuthorizer } from "./model.ts";

export type { DecisionOutcome, DecisionQuery, DecisionRecord };

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
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

/** A token as it was sent, with its SHA-256 in base64url, by which it is remembered. */
export interface BearerToken {
  readonly text: string;
  readonly digest: string;
}

/** Verifies the caller's token. `secrets` never leave it: the result carries claims only. */
export interface TokenVerifier {
  /** `gatewayId` says whose authorizer it is: what was verified for one gateway says nothing about another. At once, where it is known. */
  verify(
    token: BearerToken,
    authorizer: JwtAuthorizer,
    gatewayId: string,
  ): TokenVerdict | Promise<TokenVerdict>;
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
      readonly failure?: undefined;
      readonly code: number;
      readonly data?: string | undefined;
    }
  /** `cause` names what went wrong, for the record and DEBUG callers. */
  | {
      readonly ok: false;
      readonly kind: "function" | "access" | "unavailable" | "timeout" | "too-large";
      readonly cause: string;
      /** What the gateway's role kept it from. */
      readonly failure?: RoleFailure | undefined;
    };

/** Invokes Lambda functions: registered ones, then `AWS_ENDPOINT_URL_LAMBDA`, then AWS. Never throws for what a function does. */
export interface Functions {
  invoke(invocation: ToolInvocation): Promise<ToolResult>;
  close(): Promise<void>;
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
