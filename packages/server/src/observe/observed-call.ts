import type { CallTrace, DecisionRecord } from "../decisions/decision-record.ts";
import type { DenialWording } from "../decisions/denial-reason.ts";
import type { HandshakeRecord } from "./handshake-record.ts";
import { ownSpanId, ownTraceId } from "./trace-context.ts";

/** A message to a gateway as it was recorded: log records and spans are written from it, whenever they are asked for. */
export type ObservedCall = DecisionRecord | HandshakeRecord;

/** Whether policy was asked, or would have been. */
export function isDecided(call: ObservedCall): call is DecisionRecord {
  return call.method === "tools/call" || call.method === "tools/list";
}

/** The place in a trace, also of what was recorded before traces were. */
export function traceOf(call: ObservedCall): CallTrace {
  if (call.trace !== undefined) return call.trace;
  const id = isDecided(call) ? call.decisionId : call.requestId;
  return {
    traceId: ownTraceId(call.requestId),
    spanId: ownSpanId(id),
    messageId: "",
    answeredMicros: isDecided(call) ? call.micros : 0,
  };
}

/** Whether a target is or was asked. */
export function isInvoked(call: ObservedCall): boolean {
  return call.method === "tools/call" && call.enforced === "ALLOW" && call.targetId !== undefined;
}

/** Whether all is recorded that will be: a call that was let through ends with its target. */
export function isEnded(call: ObservedCall): boolean {
  return !isDecided(call) || !isInvoked(call) || call.outcome !== undefined;
}

/** How the server words its denials, as far as its records do not say. */
export interface ObserveStyle {
  readonly denialShape: "result" | "error";
  readonly denialWording: DenialWording;
}
