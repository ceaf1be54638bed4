import type { DecisionRecord } from "../decisions/decision-record.ts";
import { DecisionLogUnavailable } from "../ports.ts";
import type { RecordDeps } from "./record-deps.ts";

/** Records a decision and counts it. What comes back says why it could not be recorded: then nothing may be done. */
export function recordDecision(deps: RecordDeps, record: DecisionRecord): string | undefined {
  try {
    deps.decisions.record(record);
  } catch (cause) {
    if (!(cause instanceof DecisionLogUnavailable)) throw cause;
    deps.observe({ ...record, enforced: "DENY", code: "NOT_RECORDED" });
    return cause.message;
  }
  deps.observe(record);
  return undefined;
}
