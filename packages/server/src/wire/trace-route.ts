import type { LogRecord } from "../observe/log-record.ts";
import { logRecordsOf } from "../observe/log-records-of.ts";
import type { ObserveStyle } from "../observe/observed-call.ts";
import type { Span } from "../observe/span.ts";
import { spansOf } from "../observe/spans-of.ts";
import type { ObservedCalls } from "../telemetry-port.ts";

/** What GET /toolgate/v1/traces/<id> answers: everything of a trace, a request or a decision, as AWS would have written it. */
export interface TraceAnswer {
  readonly spans: readonly Span[];
  readonly logRecords: readonly LogRecord[];
}

const idShape = /^[0-9a-z-]{1,64}$/;

/** Both lists are empty where nothing is kept under the id. */
export async function traceRoute(
  { observed, style }: { readonly observed: ObservedCalls; readonly style: ObserveStyle },
  id: string,
): Promise<Response> {
  if (!idShape.test(id)) {
    const message =
      "The id is that of a trace (32 hexadecimal digits), of a request, or of a decision (dec-…).";
    return Response.json({ message }, { status: 400 });
  }
  const calls = await observed.ofTrace(id);
  const answer: TraceAnswer = {
    spans: calls.flatMap((call) => spansOf(call, style)),
    logRecords: calls.flatMap((call) => logRecordsOf(call, style)),
  };
  return Response.json(answer);
}
