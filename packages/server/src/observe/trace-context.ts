/** Where a request stands in a trace: the caller's, if it brings one, else one of its own. Sources: W3C Trace Context; AWS X-Ray, "Tracing header". */

/** What a request says of the trace that it belongs to, or what it starts. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Of the caller's span, 16 hexadecimal digits. */
  readonly parentSpanId?: string | undefined;
  /** W3C's trace flags: 1 says that the caller keeps its own spans. */
  readonly flags?: number | undefined;
}

/** The places where a caller may name its trace; the first that can be read counts. */
export interface TraceHeaders {
  /** `traceparent` of the message's `_meta`, as MCP clients send it. */
  readonly meta?: unknown;
  readonly traceparent?: unknown;
  readonly amznTraceId?: unknown;
}

/** Continues the caller's trace, or starts one whose id is the request's. */
export function traceContext(sent: TraceHeaders, requestId: string): TraceContext {
  return (
    readTraceparent(sent.meta) ??
    readTraceparent(sent.traceparent) ??
    readAmznTraceId(sent.amznTraceId) ?? { traceId: ownTraceId(requestId) }
  );
}

/** The id of the trace that a request starts: its own, a UUID, without the dashes. */
export function ownTraceId(requestId: string): string {
  if (!isUuid(requestId)) return requestId.replaceAll("-", "");
  const time = requestId.slice(0, 8) + requestId.slice(9, 13);
  return time + requestId.slice(14, 18) + requestId.slice(19, 23) + requestId.slice(24);
}

/** Whether the dashes are where a UUID has them: it is cut then, for every call, and not searched through. */
function isUuid(id: string): boolean {
  return id.length === 36 && id[8] === "-" && id[13] === "-" && id[18] === "-" && id[23] === "-";
}

/** The request that started this trace, if none was continued; undefined for what is no trace id. */
export function requestIdOf(traceId: string): string | undefined {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(traceId);
  return parts?.slice(1).join("-");
}

/** The id of the gateway's span: the second half of the id of the decision, or of the handshake, a UUID with or without a prefix. */
export function ownSpanId(id: string): string {
  return id.slice(-17, -13) + id.slice(-12);
}

/** A span within the gateway's: its id differs from every other of the call, and is the same each time. */
export function innerSpanId(spanId: string, place: "policy" | "target"): string {
  const mask = place === "policy" ? 0x5a5a5a5a5a5a5a5an : 0x3c3c3c3c3c3c3c3cn;
  return (BigInt(`0x${spanId}`) ^ mask).toString(16).padStart(16, "0");
}

/** Later versions may add members at the end; version ff is none. */
const traceparent = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

function readTraceparent(header: unknown): TraceContext | undefined {
  if (typeof header !== "string" || header.length > 512) return undefined;
  const [, version, traceId = "", parentSpanId = "", flags = "", more] =
    traceparent.exec(header.trim()) ?? [];
  if (version === undefined || (version === "00" && more !== undefined)) return undefined;
  if (isZero(traceId) || isZero(parentSpanId)) return undefined;
  return { traceId, parentSpanId, flags: Number.parseInt(flags, 16) & 1 };
}

function readAmznTraceId(header: unknown): TraceContext | undefined {
  if (typeof header !== "string" || header.length > 512) return undefined;
  const [, time, rest] = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\s*(?:;|$)/i.exec(header) ?? [];
  if (time === undefined || rest === undefined) return undefined;
  const traceId = `${time}${rest}`.toLowerCase();
  if (isZero(traceId)) return undefined;
  const parentSpanId = /(?:^|;)\s*Parent=([0-9a-f]{16})\s*(?:;|$)/i.exec(header)?.[1]?.toLowerCase();
  const sampled = /(?:^|;)\s*Sampled=1\s*(?:;|$)/i.test(header);
  return {
    traceId,
    flags: sampled ? 1 : 0,
    ...(parentSpanId === undefined || isZero(parentSpanId) ? {} : { parentSpanId }),
  };
}

function isZero(digits: string): boolean {
  return /^0*$/.test(digits);
}
