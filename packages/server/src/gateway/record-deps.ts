import type { JsonValue } from "@toolgate/policy";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { Clock, DecisionLog } from "../ports.ts";
import type { Identity } from "./tool-call.ts";

/** What it takes to write down a decision. */
export interface RecordDeps {
  readonly clock: Clock;
  readonly decisions: DecisionLog;
  readonly newDecisionId: () => string;
  /** Microseconds from any fixed origin. */
  readonly micros: () => number;
  /** Claims and arguments for the record, as far as the settings let them in. */
  readonly disclose: (
    identity: Identity,
    args: JsonValue | undefined,
  ) => Pick<DecisionRecord, "claims" | "arguments">;
  /** Counts, for the metrics. */
  readonly observe: (record: DecisionRecord) => void;
}
