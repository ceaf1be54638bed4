import { createDecisionLog } from "../adapters/decisions/decision-log.ts";
import { openRecordLines } from "../adapters/decisions/record-lines.ts";
import { createSealer } from "../adapters/sealing/create-sealer.ts";
import { sealingKey } from "../adapters/sealing/sealing-key.ts";
import { DataFolder } from "../adapters/store/data-folder.ts";
import { openStore } from "../adapters/store/open-store.ts";
import { openTelemetrySinks } from "../adapters/telemetry/open-telemetry-sinks.ts";
import { tappedDecisions } from "../adapters/telemetry/tapped-decisions.ts";
import { recordSettingsSchema } from "../decisions/record-settings.ts";
import { parseSetting } from "../parse-setting.ts";
import { type OnClose, type Surroundings, systemClock } from "./surroundings.ts";

/** Where everything is kept: the data folder, the store, the decisions, and the seal of secrets. */
export type Storage = Awaited<ReturnType<typeof openStorage>>;

export async function openStorage({ config, log, controlUrl }: Surroundings, onClose: OnClose) {
  const clock = systemClock;
  const folder = DataFolder.hold(config.data, clock);
  onClose(async () => folder.release());
  folder.announce(controlUrl);

  const records = parseSetting("records", recordSettingsSchema, config.records ?? {});
  const lines = await openRecordLines(config.recordsFile ?? folder.file("decisions.jsonl"), log);
  onClose(() => lines.close());
  // Each has a thread to start, so neither waits for the other.
  const openingStore = openStore(folder.file("toolgate.db"));
  onClose(() => closeOnceOpen(openingStore));
  const openingDecisions = createDecisionLog({
    file: folder.file("records.db"),
    keep: records,
    lines,
    clock,
    log,
  });
  onClose(() => closeOnceOpen(openingDecisions));
  const [store, stored] = await Promise.all([openingStore, openingDecisions]);
  const { denialShape, denialWording } = config;
  const style = { denialShape, denialWording };
  const sinks = await openTelemetrySinks({ config, environment: process.env, folder, style, log });
  for (const sink of sinks) onClose(() => sink.close());
  const decisions = tappedDecisions(stored, sinks);
  const sealer = createSealer(() => sealingKey(folder.file("sealing.key"), process.env));
  return { folder, records, store, decisions, sinks, style, sealer };
}

/** What could not be opened need not be closed; whoever opens it is told why. */
function closeOnceOpen(opening: Promise<{ close(): Promise<void> }>): Promise<void> {
  return opening.then(
    (opened) => opened.close(),
    () => undefined,
  );
}
