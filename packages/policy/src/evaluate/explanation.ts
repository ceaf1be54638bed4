import type { ScopePart } from "./compile-scope.ts";
import type { PolicyDecision } from "./decision.ts";
import type { PartExplanation } from "./explain-condition.ts";

/** Why a request was decided as it was. */
export interface Explanation {
  readonly decision: PolicyDecision;
  /** For people, in one sentence. */
  readonly sentence: string;
  /** Every policy that could apply to the action, those in LOG_ONLY last. */
  readonly policies: readonly PolicyExplanation[];
}

/** The same while not everything is known of the request. */
export interface OpenExplanation extends Omit<Explanation, "decision"> {
  /** Undefined where it hangs on what is not known. */
  readonly decision: "ALLOW" | "DENY" | undefined;
  /** The policies that are sure to make that decision; others may too. */
  readonly determining: readonly string[];
}

export interface PolicyExplanation {
  readonly id: string;
  readonly effect: "permit" | "forbid";
  readonly logOnly: boolean;
  /** `unknown`: it hangs on what is not known of the request. */
  readonly outcome: "satisfied" | "not-satisfied" | "error" | "unknown";
  /** Which parts of the scope match; conditions are evaluated only when all do. */
  readonly scope: Readonly<Record<ScopePart, boolean>>;
  readonly conditions: readonly ConditionExplanation[];
}

export interface ConditionExplanation {
  readonly kind: "when" | "unless";
  readonly body: PartExplanation;
}
