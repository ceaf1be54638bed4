import type { Attributes } from "./span.ts";

/** An application log record of a gateway, as AWS delivers it. Source: seed 1; AWS guide, "AgentCore generated gateway observability data". */
export interface LogRecord {
  readonly resource_arn: string;
  /** Milliseconds since the epoch. */
  readonly event_timestamp: number;
  readonly body: LogBody;
  readonly account_id: string;
  readonly request_id: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly resource: { readonly attributes: Attributes };
  readonly attributes: Attributes;
  readonly timeUnixNano: number;
  /** 9 is INFO, 17 ERROR. */
  readonly severityNumber: 9 | 17;
  readonly severityText: "INFO" | "ERROR";
  readonly traceId: string;
  readonly spanId: string;
}

export interface LogBody {
  readonly isError: boolean;
  readonly log: string;
  /** The JSON-RPC id as text; AWS writes it in every record. */
  readonly id: string;
  /** As Java writes maps; only where the settings let arguments into records. */
  readonly requestBody?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly policy?: LoggedPolicy | undefined;
}

/** What policy said of the call, and of whom: the one place where AWS names the caller. */
export interface LoggedPolicy {
  /** Absent for lists, which are no one decision. */
  readonly decision?: "ALLOW" | "DENY" | undefined;
  readonly policyEngineArn: string;
  readonly determiningPolicies?: readonly string[] | undefined;
  readonly latencyMs: number;
  readonly principal?: { readonly entityType: string; readonly entityId: string } | undefined;
  readonly reason?: string | undefined;
}
