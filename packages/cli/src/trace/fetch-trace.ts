import type { TraceAnswer } from "@toolgate/server";
import { type Asking, askToolgate } from "../lists/ask-toolgate.ts";

/**
 * Asks a running Toolgate for everything of a trace, a request or a decision; undefined when that was broken off.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal or none of Toolgate's.
 */
export function fetchTrace(id: string, asking: Asking): Promise<TraceAnswer | undefined> {
  const expected = { name: "list of spans", read: readTrace };
  return askToolgate(`/toolgate/v1/traces/${encodeURIComponent(id)}`, {}, asking, expected);
}

function readTrace(body: unknown): TraceAnswer | undefined {
  return isTrace(body) ? body : undefined;
}

/** The members that the lines are made of; the rest is passed on as it came. */
function isTrace(body: unknown): body is TraceAnswer {
  if (typeof body !== "object" || body === null) return false;
  const { spans, logRecords } = body as Record<string, unknown>;
  return (
    Array.isArray(spans) && Array.isArray(logRecords) && spans.every(isSpan) && logRecords.every(isLogRecord)
  );
}

function isSpan(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const span = value as Record<string, unknown>;
  return (
    ["traceId", "spanId", "name", "kind"].every((name) => typeof span[name] === "string") &&
    ["startTimeUnixNano", "endTimeUnixNano", "durationNano"].every(
      (name) => typeof span[name] === "number",
    ) &&
    ["attributes", "status", "resource"].every(
      (name) => typeof span[name] === "object" && span[name] !== null,
    )
  );
}

function isLogRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { body, severityText, timeUnixNano, span_id } = value as Record<string, unknown>;
  return (
    typeof severityText === "string" &&
    typeof timeUnixNano === "number" &&
    typeof span_id === "string" &&
    typeof body === "object" &&
    body !== null
  );
}
