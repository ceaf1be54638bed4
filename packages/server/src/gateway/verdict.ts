/** What policy said of one call, before anything is done about it. */
import type { DecisionRequest, JsonValue, PolicyDecision, PolicyError } from "@toolgate/policy";
import type { RoleFailure } from "../decisions/role-failure.ts";
import type { LiveEngine } from "./live-engine.ts";

/** Stable codes that callers' programs may rely on. */
export type VerdictCode =
  | "PERMITTED"
  | "NO_POLICY_ENGINE"
  | "NO_DETERMINING_POLICY"
  | "FORBIDDEN"
  | "UNKNOWN_TOOL"
  | "ARGUMENTS_DO_NOT_FIT"
  | "EVALUATION_FAILED";

export interface Verdict {
  /** ERROR: no decision could be had, which is never the same as a denial. */
  readonly decision: "ALLOW" | "DENY" | "ERROR";
  readonly code: VerdictCode;
  /** One sentence for people: the cause, with the value that was wrong. For log and record. */
  readonly reason: string;
  readonly determining: readonly string[];
  readonly errors: readonly (PolicyError & { readonly effect: "permit" | "forbid" })[];
  readonly logOnlyMatched: readonly string[];
  /** LOG_ONLY policies that would have changed the decision, each taken alone. */
  readonly logOnlyFlipping: readonly string[];
  /** What the target gets: exactly what was decided on. */
  readonly forward: JsonValue;
  readonly dropped: readonly string[];
  /** What the gateway's role kept it from. */
  readonly failure?: RoleFailure | undefined;
  readonly engine?: LiveEngine | undefined;
  /** What policies were asked, and what they said; absent where none was. */
  readonly evaluated?: Evaluated | undefined;
}

/** A decision of policies with everything that it came from. */
export interface Evaluated {
  readonly engine: LiveEngine;
  readonly request: DecisionRequest;
  readonly decision: PolicyDecision;
}

/** No decision could be had, or none that could be recorded: nothing was done. */
export interface EvaluationFailure {
  readonly kind: "evaluation-failed";
  readonly code: "EVALUATION_FAILED" | "NOT_RECORDED";
  /** For callers only under `exceptionLevel: DEBUG`. */
  readonly cause: string;
  readonly decisionId: string;
}
