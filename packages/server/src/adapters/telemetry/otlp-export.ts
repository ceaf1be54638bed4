/** Sends log records and spans to a collector by OTLP over HTTP, as JSON. Source: OpenTelemetry Protocol Exporter specification. */

import { type Lazy, lazy } from "../../lazy.ts";
import type { Log } from "../../log.ts";
import type { ObserveStyle } from "../../observe/observed-call.ts";
import type { OtlpExporters } from "./otlp-exporters.ts";
import { type CountingSink, createTelemetryQueue, type TelemetryQueueLimits } from "./telemetry-queue.ts";

const limits: TelemetryQueueLimits = { waiting: 10_000, batch: 500, gatherMillis: 1_000, closeMillis: 3_000 };

/**
 * `endpoint` is the collector's base, such as `http://127.0.0.1:4318`; without it the exporters read OpenTelemetry's own
 * environment variables, as they read those for headers, time limits and certificates in any case.
 */
export function createOtlpExport(options: {
  readonly endpoint: string | undefined;
  readonly style: ObserveStyle;
  readonly log: Log;
}): CountingSink {
  const { endpoint, style, log } = options;
  // Large, so loaded with the first call.
  const exporters: Lazy<OtlpExporters> = lazy(async () => {
    const { createOtlpExporters } = await import("./otlp-exporters.ts");
    return createOtlpExporters(endpoint, style);
  });
  return createTelemetryQueue({
    limits,
    deliver: async (calls) => (await exporters.get()).send(calls),
    lost: (dropped, why) =>
      log.error({ dropped, why, endpoint }, "the collector did not get the log records and spans of calls"),
    async end() {
      const made = await exporters.made()?.catch(() => undefined);
      await made?.close();
    },
  });
}
