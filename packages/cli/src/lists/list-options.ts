/** What the verbs that show a list have in common on the command line. */
import { setTimeout as sleep } from "node:timers/promises";
import { CliError } from "../cli-error.ts";
import type { ShowListSurroundings } from "./show-list.ts";

const followEveryMillis = 1_000;

/** Options of every such verb. */
export const listArgs = {
  limit: { type: "string", default: "20", description: "The newest so many, up to 1000", valueHint: "N" },
  json: { type: "boolean", description: "Print JSON lines" },
  url: {
    type: "string",
    default: process.env.TOOLGATE_URL ?? "http://127.0.0.1:4100",
    description: "Address of the control plane",
  },
} as const;

/** @throws CliError for anything but a whole number from 1 to 1000. */
export function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1_000) return limit;
  throw new CliError(`--limit ${text}: it is a whole number from 1 to 1000.`);
}

/** Runs `show` on this process's terminal, until SIGINT or SIGTERM, or until nobody reads any more. */
export async function onTerminal(
  show: (surroundings: ShowListSurroundings) => Promise<number>,
): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // A reader that has seen enough (head, less) is no error.
  process.stdout.on("error", stop);
  try {
    return await show({
      fetch,
      print: (line) => process.stdout.write(`${line}\n`),
      note: (line) => process.stderr.write(`${line}\n`),
      colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "",
      signal: stopping.signal,
      pause: (signal) => sleep(followEveryMillis, undefined, { signal }).catch(() => {}),
    });
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
