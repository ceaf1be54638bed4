import type { HandshakeRecord } from "../../observe/handshake-record.ts";
import { ownTraceId } from "../../observe/trace-context.ts";
import type { DecisionRecord } from "../../ports.ts";
import type { RecordTables } from "./records-schema.ts";

/** A decision as it is stored, before its outcome is known. */
export function decisionRow(
  decision: DecisionRecord,
  seq: number,
): Omit<RecordTables["decision"], "outcome"> {
  return {
    seq,
    decision_id: decision.decisionId,
    request_id: decision.requestId,
    gateway_id: decision.gatewayId,
    decision: decision.decision,
    time: decision.time,
    document: JSON.stringify(decision),
    trace_id: continuedTrace(decision),
  };
}

/** A handshake as it is stored. */
export function handshakeRow(record: HandshakeRecord, seq: number): RecordTables["handshake"] {
  return {
    seq,
    handshake_id: record.handshakeId,
    request_id: record.requestId,
    trace_id: continuedTrace(record),
    gateway_id: record.gatewayId,
    time: record.time,
    document: JSON.stringify(record),
  };
}

/** The trace that the caller had begun; null where the request began its own, which is found by the request. */
function continuedTrace({ trace, requestId }: Pick<DecisionRecord, "trace" | "requestId">): string | null {
  if (trace === undefined) return null;
  return trace.traceId === ownTraceId(requestId) ? null : trace.traceId;
}
