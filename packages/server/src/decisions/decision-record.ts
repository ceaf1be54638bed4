/** The decision record: what was asked, what policy said, what was done, and how it ended. */
import type { RoleFailure } from "./role-failure.ts";

export interface DecisionRecord {
  readonly decisionId: string;
  readonly requestId: string;
  /** ISO-8601 UTC with milliseconds. */
  readonly time: string;
  readonly gatewayArn: string;
  readonly gatewayId: string;
  /** `tools/call` or `tools/list`. */
  readonly method: "tools/call" | "tools/list";
  readonly principal?: { readonly type: string; readonly id: string } | undefined;
  /** The action as asked, e.g. `RefundTool___process_refund`; absent for lists. */
  readonly action?: string | undefined;
  readonly targetId?: string | undefined;
  readonly engineArn?: string | undefined;
  readonly mode: "ENFORCE" | "LOG_ONLY" | "NONE";
  /** What policy said. `error`: no decision could be had. */
  readonly decision: "ALLOW" | "DENY" | "ERROR";
  /** What was done: LOG_ONLY lets a DENY through. */
  readonly enforced: "ALLOW" | "DENY";
  /** Stable code for machines, e.g. `NO_DETERMINING_POLICY`, `FORBIDDEN`, `ARGUMENTS_DO_NOT_FIT`, `UNKNOWN_TOOL`, `EVALUATION_FAILED`. */
  readonly code: string;
  /** One sentence for people. */
  readonly reason: string;
  /** What the gateway's role kept it from, where that is why nothing could be decided. */
  readonly failure?: RoleFailure | undefined;
  readonly determiningPolicies: readonly string[];
  readonly erroredPolicies: readonly {
    readonly policyId: string;
    readonly effect: "permit" | "forbid";
    readonly message: string;
  }[];
  readonly logOnlyMatched: readonly string[];
  readonly logOnlyFlipping: readonly string[];
  /** Digest of the policies in force. */
  readonly policySetVersion?: string | undefined;
  readonly schemaDigest?: string | undefined;
  /** Microseconds that deciding took. */
  readonly micros: number;
  /** For lists: what was shown and what was hidden. */
  readonly tools?:
    | {
        readonly allowed: readonly string[];
        readonly denied: readonly string[];
        /** Shown although it is not proved that any call can be allowed. */
        readonly unproved?: readonly string[] | undefined;
      }
    | undefined;
  /** Arguments that no schema declares (or that were null), left out of what was decided on and of what the tool got. Paths only. */
  readonly droppedArguments?: readonly string[] | undefined;
  /** Only when configured, redacted. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Only when configured, redacted. JSON value of the arguments. */
  readonly arguments?: unknown;
  /** What answers the tool, as AWS's spans name it. */
  readonly targetType?: "LAMBDA" | "MCP" | undefined;
  readonly trace?: CallTrace | undefined;
  readonly outcome?: DecisionOutcome | undefined;
}

/** Where a message stands in a trace: the same ids in its log records, its spans and the answer's `_meta`. */
export interface CallTrace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Of the gateway's span, 16 hexadecimal digits. */
  readonly spanId: string;
  /** Of the caller's span. */
  readonly parentSpanId?: string | undefined;
  /** W3C's trace flags, where the caller sent them. */
  readonly flags?: number | undefined;
  /** The JSON-RPC id as text; empty for a notification. */
  readonly messageId: string;
  /** Microseconds from the request's arrival until it was decided, or answered where nothing is. */
  readonly answeredMicros: number;
}

/** How an allowed call ended. */
export interface DecisionOutcome {
  readonly result: "success" | "tool-error" | "failed";
  readonly time: string;
  /** Milliseconds the target took. */
  readonly millis: number;
  /** The same in microseconds. */
  readonly micros?: number | undefined;
  readonly cause?: string | undefined;
  /** What the gateway's role kept it from, where that is why the target was not called. */
  readonly failure?: RoleFailure | undefined;
}

export interface DecisionQuery {
  readonly gatewayId?: string | undefined;
  readonly decisionId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly decision?: "ALLOW" | "DENY" | "ERROR" | undefined;
  /** Only records after this one, oldest first (to follow); without it the newest, newest first. */
  readonly afterDecisionId?: string | undefined;
  readonly limit: number;
}
