import type { Log } from "../../log.ts";
import type { ObserveStyle } from "../../observe/observed-call.ts";
import { createOtlpExport } from "./otlp-export.ts";
import { openTelemetryFiles } from "./telemetry-files.ts";
import type { CountingSink } from "./telemetry-queue.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The places that the settings send log records and spans to; none unless asked for.
 * @throws Error when a file cannot be opened.
 */
export async function openTelemetrySinks(options: {
  readonly config: { readonly telemetryFiles: boolean; readonly otlpEndpoint?: string | undefined };
  readonly environment: Environment;
  readonly folder: { file(name: string): string };
  readonly style: ObserveStyle;
  readonly log: Log;
}): Promise<readonly CountingSink[]> {
  const { config, environment, folder, style, log } = options;
  const { otlpEndpoint: endpoint } = config;
  const sinks: CountingSink[] = [];
  if (endpoint !== undefined || namesCollector(environment)) {
    const protocol = environment.OTEL_EXPORTER_OTLP_PROTOCOL;
    if (protocol !== undefined && !protocol.startsWith("http/")) {
      log.warn(
        { protocol },
        "OTEL_EXPORTER_OTLP_PROTOCOL: OTLP is sent over HTTP as JSON; give a collector that takes it",
      );
    }
    sinks.push(createOtlpExport({ endpoint, style, log }));
  }
  if (config.telemetryFiles) {
    const files = { logRecords: folder.file("gateway-logs.jsonl"), spans: folder.file("spans.jsonl") };
    sinks.push(await openTelemetryFiles(files, { style, log }));
  }
  return sinks;
}

/** OpenTelemetry's own variables, which the exporters read themselves. */
function namesCollector(environment: Environment): boolean {
  return environment.OTEL_SDK_DISABLED !== "true" && (environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? "") !== "";
}
