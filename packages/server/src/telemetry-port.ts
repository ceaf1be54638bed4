/** What log and spans are made of, and where they go. */
import type { HandshakeRecord } from "./observe/handshake-record.ts";
import type { ObservedCall } from "./observe/observed-call.ts";

/** Takes messages that nothing is decided about. */
export interface HandshakeLog {
  /** Never throws and never waits: what there is no room for is not kept. */
  handshake(record: HandshakeRecord): void;
}

/** A place in the order of what was recorded: the number of a call. */
export interface ObservedQuery {
  /** Ids; undefined: every gateway. */
  readonly gatewayIds?: readonly string[] | undefined;
  /** Milliseconds since the epoch; calls with something that happened from here on. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly order: "oldest-first" | "newest-first";
  /** From this call on, it included, in that order. */
  readonly start?: number | undefined;
  readonly limit: number;
}

/** A call with its number in the order of what was recorded. */
export interface NumberedCall {
  readonly seq: number;
  readonly call: ObservedCall;
}

/** The calls that are kept. */
export interface ObservedCalls {
  find(query: ObservedQuery): Promise<readonly NumberedCall[]>;
  /** All messages of the trace, the request or the decision of this id, oldest first. */
  ofTrace(id: string): Promise<readonly ObservedCall[]>;
}

/** Where finished calls go as log records and spans. */
export interface TelemetrySink {
  /** Never throws and never waits. */
  offer(call: ObservedCall): void;
  /** Tries to deliver what waits. */
  close(): Promise<void>;
}
