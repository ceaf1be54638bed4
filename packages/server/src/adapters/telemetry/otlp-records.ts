/** Log records and spans as OpenTelemetry's exporters take them. */
import type { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import type { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import type { LogRecord } from "../../observe/log-record.ts";
import type { Attributes, AttributeValue, Span } from "../../observe/span.ts";
import { version } from "../../version.ts";

type OtlpSpan = Parameters<OTLPTraceExporter["export"]>[0][number];
type OtlpLogRecord = Parameters<OTLPLogExporter["export"]>[0][number];

/** One object, by which the exporters group. */
const scope = { name: "toolgate", version };
/** OpenTelemetry's numbers. Source: OpenTelemetry API, SpanKind and StatusCode. */
const kinds = { SERVER: 1, CLIENT: 2 } as const;
const statuses = { UNSET: 0, ERROR: 2 } as const;

export function otlpSpan(span: Span): OtlpSpan {
  const { traceId, spanId, parentSpanId, flags: traceFlags } = span;
  const context = { traceId, traceFlags };
  return {
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => ({ ...context, spanId }),
    ...(parentSpanId === undefined
      ? {}
      : { parentSpanContext: { ...context, spanId: parentSpanId, isRemote: span.kind === "SERVER" } }),
    startTime: hrTime(span.startTimeUnixNano),
    endTime: hrTime(span.endTimeUnixNano),
    duration: hrTime(span.durationNano),
    status: { code: statuses[span.status.code] },
    attributes: plain(span.attributes),
    links: [],
    events: [],
    ended: true,
    resource: resourceOf(span.resource.attributes),
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** The body as AWS's has it, a map; ids and severity where OpenTelemetry has places of its own. */
export function otlpLogRecord(record: LogRecord): OtlpLogRecord {
  const { traceId, spanId } = record;
  const at = hrTime(record.timeUnixNano);
  return {
    hrTime: at,
    hrTimeObserved: at,
    spanContext: { traceId, spanId, traceFlags: 0 },
    severityNumber: record.severityNumber,
    severityText: record.severityText,
    // Without what is undefined, which no value of OpenTelemetry's is.
    body: JSON.parse(JSON.stringify(record.body)),
    attributes: plain(record.attributes),
    resource: resourceOf(record.resource.attributes),
    instrumentationScope: scope,
    droppedAttributesCount: 0,
  };
}

function hrTime(nanos: number): [number, number] {
  const seconds = Math.floor(nanos / 1e9);
  return [seconds, nanos - seconds * 1e9];
}

/** OpenTelemetry's attributes are lists at most, and no lists of lists. */
function plain(attributes: Attributes): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isList(value) ? value.map(textOf) : value]),
  );
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

function textOf(value: AttributeValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** By gateway, so that the exporters put what is of one beside each other. */
const resources = new Map<unknown, OtlpSpan["resource"]>();
const mostResources = 1_000;

function resourceOf(attributes: Attributes): OtlpSpan["resource"] {
  const key = JSON.stringify(attributes);
  const known = resources.get(key);
  if (known !== undefined) return known;
  if (resources.size >= mostResources) resources.clear();
  const own = plain(attributes);
  const resource: OtlpSpan["resource"] = {
    attributes: own,
    merge: () => resource,
    getRawAttributes: () => Object.entries(own),
  };
  resources.set(key, resource);
  return resource;
}
