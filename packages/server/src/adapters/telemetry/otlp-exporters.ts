import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { logRecordsOf } from "../../observe/log-records-of.ts";
import type { ObservedCall, ObserveStyle } from "../../observe/observed-call.ts";
import { spansOf } from "../../observe/spans-of.ts";
import { otlpLogRecord, otlpSpan } from "./otlp-records.ts";

/** OpenTelemetry's own exporters. */
export interface OtlpExporters {
  /** Rejects when the collector did not take them. */
  send(calls: readonly ObservedCall[]): Promise<void>;
  close(): Promise<void>;
}

/** `endpoint` is the collector's base; without it the exporters read their environment variables. */
export function createOtlpExporters(endpoint: string | undefined, style: ObserveStyle): OtlpExporters {
  const at = (path: string) =>
    endpoint === undefined ? {} : { url: `${endpoint.replace(/\/+$/, "")}/${path}` };
  const spans = new OTLPTraceExporter(at("v1/traces"));
  const logs = new OTLPLogExporter(at("v1/logs"));
  return {
    async send(calls) {
      await Promise.all([
        exported(
          spans,
          calls.flatMap((call) => spansOf(call, style).map(otlpSpan)),
        ),
        exported(
          logs,
          calls.flatMap((call) => logRecordsOf(call, style).map(otlpLogRecord)),
        ),
      ]);
    },
    async close() {
      await Promise.all([spans.shutdown(), logs.shutdown()]);
    },
  };
}

interface Exporter<Item> {
  export(items: Item[], done: (result: { readonly code: number; readonly error?: Error }) => void): void;
}

function exported<Item>(exporter: Exporter<Item>, items: Item[]): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export(items, ({ code, error }) => {
      if (code === 0) resolve();
      else reject(error ?? new Error("the collector refused it"));
    });
  });
}
