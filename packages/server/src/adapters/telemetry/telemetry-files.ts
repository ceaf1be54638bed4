import { setImmediate as othersTurn } from "node:timers/promises";
import type { Log } from "../../log.ts";
import { logRecordsOf } from "../../observe/log-records-of.ts";
import type { ObserveStyle } from "../../observe/observed-call.ts";
import { spansOf } from "../../observe/spans-of.ts";
import { openRecordLines } from "../decisions/record-lines.ts";
import { type CountingSink, createTelemetryQueue } from "./telemetry-queue.ts";

const limits = { waiting: 20_000, batch: 100, gatherMillis: 50, closeMillis: 10_000 };

/**
 * Writes log records and spans as JSON lines, a file each, which grow to 64 MiB before they are set aside.
 * @throws Error when a file cannot be opened.
 */
export async function openTelemetryFiles(
  files: { readonly logRecords: string; readonly spans: string },
  { style, log }: { readonly style: ObserveStyle; readonly log: Log },
): Promise<CountingSink> {
  const logRecords = await openRecordLines(files.logRecords, log);
  const spans = await openRecordLines(files.spans, log);
  return createTelemetryQueue({
    limits,
    async deliver(calls) {
      // Calls under way have their turn between the groups.
      await othersTurn();
      for (const call of calls) {
        for (const record of logRecordsOf(call, style)) logRecords.write(JSON.stringify(record));
        for (const span of spansOf(call, style)) spans.write(JSON.stringify(span));
      }
    },
    lost: (dropped, why) =>
      log.error({ dropped, why }, "calls are missing from the files of log records and spans"),
    async end() {
      await logRecords.close();
      await spans.close();
    },
  });
}
