import type { DecisionRecord } from "../../decisions/decision-record.ts";
import type { Log } from "../../log.ts";

/** Policies that are counted apart; beyond them counting starts anew. */
const maxCounted = 10_000;

/**
 * Warns of policies that failed and were skipped: a forbid that fails forbids nothing. The cause may quote an argument,
 * so it stays in the record.
 */
export function createPolicyErrorReport(log: Log): (record: DecisionRecord) => void {
  const counts = new Map<string, number>();
  return ({ decisionId, gatewayId, erroredPolicies }) => {
    for (const { policyId, effect } of erroredPolicies) {
      if (counts.size >= maxCounted && !counts.has(policyId)) counts.clear();
      const times = (counts.get(policyId) ?? 0) + 1;
      counts.set(policyId, times);
      // Powers of ten: loud at once, and not once for each of a million calls.
      if (!Number.isInteger(Math.log10(times))) continue;
      const details = { gatewayId, policyId, times, decisionId };
      if (effect === "forbid") log.warn(details, "a forbid failed and was skipped: it forbids nothing");
      else log.warn(details, "a permit failed and was skipped");
    }
  };
}
