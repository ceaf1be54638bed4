import { isJsonObject, type JsonValue } from "@toolgate/policy";
import type { RequestTrace } from "../../gateway/tool-call.ts";
import { traceContext } from "../../observe/trace-context.ts";
import type { Post } from "./post.ts";

/** The trace that a message belongs to: its own `_meta` says it more exactly than the headers of a POST of several. */
export function traceOfRequest(
  { headers, requestId, arrived }: Pick<Post, "headers" | "requestId" | "arrived">,
  meta: JsonValue | undefined,
): RequestTrace {
  const sent = {
    meta: isJsonObject(meta) ? meta.get("traceparent") : undefined,
    traceparent: headers.traceparent,
    amznTraceId: headers["x-amzn-trace-id"],
  };
  const { traceId, parentSpanId, flags } = traceContext(sent, requestId);
  return { traceId, parentSpanId, flags, arrived };
}
