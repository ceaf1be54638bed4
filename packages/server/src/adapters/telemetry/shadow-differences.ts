import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../log.ts";

const MOST_KEPT = 20;

/**
 * Leaves each difference between Toolgate's decision and Cedar's as a file that only its owner can read, at most twenty,
 * and says so in the log; answers with the file's name.
 */
export function createShadowDifferences(folder: string, log: Log): (text: string) => string {
  return (text) => {
    const file = join(folder, `difference-${countIn(folder) + 1}.json`);
    log.error(
      { file },
      "Cedar decides otherwise than Toolgate: the call was denied, and the request is kept",
    );
    if (countIn(folder) >= MOST_KEPT) return folder;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    } catch (cause) {
      log.error({ err: cause }, "the request that Cedar decides otherwise could not be kept");
    }
    return file;
  };
}

function countIn(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
