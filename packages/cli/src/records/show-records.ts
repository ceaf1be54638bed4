import type { DecisionRecord } from "@toolgate/server";
import { printable, printableJson } from "../printable.ts";
import { fetchRecords, NotReachable, type RecordsQuery } from "./fetch-records.ts";
import { createFormatRecords } from "./format-record.ts";

/** What `toolgate records` was asked for. */
export interface ShowRecordsRequest {
  readonly url: string;
  readonly query: RecordsQuery;
  readonly follow: boolean;
  readonly json: boolean;
}

/** What it works with, so that tests run it without a process. */
export interface ShowRecordsSurroundings {
  readonly fetch: typeof fetch;
  readonly print: (line: string) => void;
  /** For notes that are no records. */
  readonly note: (line: string) => void;
  readonly colour: boolean;
  /** Ends following. */
  readonly signal: AbortSignal;
  /** Waits until it is time to ask again. */
  readonly pause: (signal: AbortSignal) => Promise<void>;
}

const followLimit = 1_000;

/**
 * Prints records, oldest first, and goes on printing new ones when following.
 * @returns the exit code: 1 when a decision asked for by id is not there.
 * @throws CliError when Toolgate cannot be asked.
 */
export async function showRecords(
  request: ShowRecordsRequest,
  surroundings: ShowRecordsSurroundings,
): Promise<number> {
  const { url, query, follow, json } = request;
  const { print, note, signal } = surroundings;
  const format = createFormatRecords({ colour: surroundings.colour });
  const ask = (asked: RecordsQuery) => fetchRecords(asked, { url, fetch: surroundings.fetch, signal });

  function show(records: readonly DecisionRecord[]): void {
    for (const line of json ? records.map(printableJson) : format(records)) print(line);
  }

  const first = (await ask(query)).reverse();
  show(first);
  if (!follow) {
    if (first.length > 0) return 0;
    if (query.decisionId !== undefined) {
      note(
        `There is no record of the decision ${printable(query.decisionId)}; records are kept for a time only.`,
      );
      return 1;
    }
    if (!json) note(nothingYet(query));
    return 0;
  }

  if (first.length === 0 && !json) note("No decisions yet; waiting for the first. Stop with Ctrl-C.");
  let last = first.at(-1)?.decisionId;
  let away = false;
  while (!signal.aborted) {
    await surroundings.pause(signal);
    if (signal.aborted) break;
    try {
      const asked = await ask({ ...query, limit: followLimit, after: last });
      const records = last === undefined ? asked.reverse() : asked;
      show(records);
      last = records.at(-1)?.decisionId ?? last;
      if (away) note(`${url} answers again.`);
      away = false;
    } catch (error) {
      if (!(error instanceof NotReachable)) throw error;
      if (!away) note(`${url} does not answer; waiting for it to come back.`);
      away = true;
    }
  }
  return 0;
}

function nothingYet({ gatewayId, decision }: RecordsQuery): string {
  const filters = [
    ...(gatewayId === undefined ? [] : [`gateway ${printable(gatewayId)}`]),
    ...(decision === undefined ? [] : [`decision ${decision}`]),
  ];
  return filters.length === 0
    ? "No decisions yet. Every tools/call and tools/list through a gateway makes one: npm run demo -- --keep brings a gateway to call, and toolgate records --follow shows decisions as they are made."
    : `No decisions for ${filters.join(" and ")}. Leave the filter out to see all of them.`;
}
