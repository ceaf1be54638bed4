/** What Explain answers: a decision with everything that it came from. */

/** A part of a condition, and what it came to. */
export interface ExplainedPart {
  /** `and`, `binary`, `member`, …, as in Toolgate's syntax tree. */
  readonly kind: string;
  readonly operator?: string | undefined;
  /** In UTF-16 code units of the policy's statement. */
  readonly span: { readonly start: number; readonly end: number };
  /** As the policy writes it, cut after 400 characters. */
  readonly text: string;
  readonly outcome: "value" | "error" | "unknown" | "not-evaluated";
  /** As a policy would write it, exactly; cut after 200 characters. */
  readonly value?: string | undefined;
  /** What failed. */
  readonly error?: string | undefined;
  /** Paths such as `context.input.amount` have none. */
  readonly parts: readonly ExplainedPart[];
}

export interface ExplainedPolicy {
  readonly policyId: string;
  readonly name: string;
  readonly effect: "permit" | "forbid";
  readonly logOnly: boolean;
  readonly outcome: "satisfied" | "not-satisfied" | "error" | "unknown";
  readonly scope: { readonly principal: boolean; readonly action: boolean; readonly resource: boolean };
  readonly conditions: readonly { readonly kind: "when" | "unless"; readonly body: ExplainedPart }[];
  /** Present when the conditions were left out, since the answer is long enough. */
  readonly conditionsLeftOut?: true | undefined;
}

export interface ExplainOutput {
  /** What policy says. UNKNOWN: it hangs on what is not known; ERROR: no decision can be had. */
  readonly decision: "ALLOW" | "DENY" | "ERROR" | "UNKNOWN";
  /** What is done: LOG_ONLY lets a DENY through. Absent for UNKNOWN. */
  readonly enforced?: "ALLOW" | "DENY" | undefined;
  /** Stable, as in decision records; `NOT_DECIDED` for UNKNOWN. */
  readonly code: string;
  /** For people. */
  readonly sentence: string;
  /** What the reader should know of this explanation, in sentences. */
  readonly notes: readonly string[];
  readonly asked: {
    readonly gatewayId: string;
    readonly gatewayArn: string;
    readonly tool: string;
    readonly principal: { readonly type: string; readonly id: string };
    /** ISO-8601 UTC. */
    readonly time: string;
    readonly mode: "ENFORCE" | "LOG_ONLY" | "NONE";
    readonly engineArn?: string | undefined;
    readonly policySetVersion?: string | undefined;
    readonly claimsKnown: boolean;
    readonly argumentsKnown: boolean;
  };
  /** The decision asked for by its id, as it was taken. */
  readonly recorded?:
    | {
        readonly decisionId: string;
        readonly time: string;
        readonly decision: "ALLOW" | "DENY" | "ERROR";
        readonly enforced: "ALLOW" | "DENY";
        readonly code: string;
        readonly reason: string;
        readonly policySetVersion?: string | undefined;
      }
    | undefined;
  /** Whether `tools/list` shows the tool to this caller; absent where that is not known. */
  readonly listed?: boolean | undefined;
  readonly determiningPolicies: readonly string[];
  /** Every policy that could apply to the tool, forbids first, those in LOG_ONLY last. */
  readonly policies: readonly ExplainedPolicy[];
  /** Paths of arguments that no schema declares, or that were null. */
  readonly droppedArguments: readonly string[];
}
