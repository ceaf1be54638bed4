import type { ShowListSurroundings } from "../lists/show-list.ts";
import { printableJson } from "../printable.ts";
import { fetchTrace } from "./fetch-trace.ts";
import { formatTrace } from "./format-trace.ts";

/**
 * Prints everything of a trace, a request or a decision.
 * @returns the exit code: 1 when nothing is kept under the id.
 * @throws CliError when Toolgate cannot be asked.
 */
export async function showTrace(
  { url, id, json }: { readonly url: string; readonly id: string; readonly json: boolean },
  { fetch, signal, print, note }: Pick<ShowListSurroundings, "fetch" | "signal" | "print" | "note">,
): Promise<number> {
  const trace = await fetchTrace(id, { url, fetch, signal });
  if (trace === undefined) return 0;
  if (trace.spans.length === 0) {
    note(`Nothing is recorded under the id ${JSON.stringify(id)}; records are kept for a time only.`);
    return 1;
  }
  if (json) print(printableJson(trace));
  else for (const line of formatTrace(trace)) print(line);
  return 0;
}
