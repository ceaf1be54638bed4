/** A call as the gateway got it: who asks, for which tool, with which arguments. */
import type { Entity, JsonValue, Principal } from "@toolgate/policy";
import type { CallListener } from "../mcp-servers-port.ts";
import type { TraceContext } from "../observe/trace-context.ts";

/** Who calls, as the token says. */
export interface Identity {
  readonly principal: Principal;
  /** The same as policies see it. */
  readonly entity: Entity;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Where a request stands in a trace, and when it arrived. */
export interface RequestTrace extends TraceContext {
  /** Microseconds from the same origin as those of what records it. */
  readonly arrived: number;
}

export interface ToolCall {
  readonly name: string;
  readonly arguments: JsonValue;
  /** The request's `_meta`, for an MCP server. */
  readonly meta?: JsonValue | undefined;
  /** Where the answer may be streamed: called once, when the call goes to a target that tells of it while it runs. */
  readonly listen?: (() => CallListener) | undefined;
  readonly requestId: string;
  /** Absent for a question that nobody asked over the wire. */
  readonly trace?: RequestTrace | undefined;
  /** Characters of the request's body. V8 cuts names and values out of it without a copy, so that each keeps all of it. */
  readonly bodyLength: number;
  /** The JSON-RPC id, as text. */
  readonly messageId: string;
  /** Set when the arguments could only be read by overlooking a fault, e.g. a duplicate key. */
  readonly fault?: string | undefined;
}
