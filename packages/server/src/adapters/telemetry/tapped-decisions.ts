import type { HandshakeRecord } from "../../observe/handshake-record.ts";
import { isInvoked } from "../../observe/observed-call.ts";
import { type DecisionLog, DecisionLogUnavailable, type DecisionRecord } from "../../ports.ts";
import type { HandshakeLog, TelemetrySink } from "../../telemetry-port.ts";

/** Calls whose targets have not answered yet; beyond that the oldest go without their outcome. */
const mostUnderWay = 20_000;

/** The same log, of which each call is offered to the sinks as well, once it has ended. */
export function tappedDecisions<Log extends DecisionLog & HandshakeLog>(
  decisions: Log,
  sinks: readonly TelemetrySink[],
): Log {
  if (sinks.length === 0) return decisions;
  const underWay = new Map<string, DecisionRecord>();
  const offer = (call: DecisionRecord | HandshakeRecord) => {
    for (const sink of sinks) sink.offer(call);
  };
  return {
    ...decisions,
    record(decision) {
      try {
        decisions.record(decision);
      } catch (error) {
        if (error instanceof DecisionLogUnavailable) {
          const unrecorded = { decision: "ERROR", enforced: "DENY", code: "NOT_RECORDED" } as const;
          offer({ ...decision, ...unrecorded, reason: error.message });
        }
        throw error;
      }
      if (!isInvoked(decision)) return offer(decision);
      underWay.set(decision.decisionId, decision);
      if (underWay.size <= mostUnderWay) return;
      const [oldest] = underWay.values();
      if (oldest === undefined) return;
      underWay.delete(oldest.decisionId);
      offer(oldest);
    },
    outcome(decisionId, outcome) {
      decisions.outcome(decisionId, outcome);
      const decision = underWay.get(decisionId);
      if (decision === undefined) return;
      underWay.delete(decisionId);
      offer({ ...decision, outcome });
    },
    handshake(record) {
      decisions.handshake(record);
      offer(record);
    },
  };
}
