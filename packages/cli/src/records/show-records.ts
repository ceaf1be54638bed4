import type { DecisionRecord } from "@toolgate/server";
import {
  type GrowingList,
  type ShowListRequest,
  type ShowListSurroundings,
  showList,
} from "../lists/show-list.ts";
import { printable } from "../printable.ts";
import { fetchRecords, type RecordsQuery } from "./fetch-records.ts";
import { createFormatRecords } from "./format-record.ts";

/** What `toolgate records` was asked for. */
export interface ShowRecordsRequest extends ShowListRequest {
  readonly query: RecordsQuery;
}

/**
 * Prints records, oldest first, and goes on printing new ones when following.
 * @returns the exit code: 1 when a decision asked for by id is not there.
 * @throws CliError when Toolgate cannot be asked.
 */
export async function showRecords(
  request: ShowRecordsRequest,
  surroundings: ShowListSurroundings,
): Promise<number> {
  const { query, json } = request;
  const { note } = surroundings;
  const asking = { url: request.url, fetch: surroundings.fetch, signal: surroundings.signal };
  let denied: DecisionRecord | undefined;
  let roleFailed: DecisionRecord | undefined;
  const list: GrowingList<DecisionRecord> = {
    async newest() {
      const records = await fetchRecords(query, asking);
      denied = records.find(({ method, decision }) => method === "tools/call" && decision === "DENY");
      roleFailed = records.find(({ failure, outcome }) => (failure ?? outcome?.failure) !== undefined);
      return records;
    },
    after: (after, limit) => fetchRecords({ ...query, after, limit }, asking),
    idOf: ({ decisionId }) => decisionId,
    format: createFormatRecords({ colour: surroundings.colour }),
    waiting: "No decisions yet; waiting for the first. Stop with Ctrl-C.",
    nothing() {
      if (query.decisionId !== undefined) {
        const id = printable(query.decisionId);
        note(`There is no record of the decision ${id}; records are kept for a time only.`);
        return 1;
      }
      if (!json) note(nothingYet(query));
      return 0;
    },
  };
  const code = await showList(list, request, surroundings);
  if (denied !== undefined && !json && !request.follow) {
    note(`Why, part by part: npx toolgate explain ${printable(denied.decisionId)}`);
  }
  if (roleFailed !== undefined && !json && !request.follow) {
    note(
      `What the role lacks, and what to add: npx toolgate diagnose gateway ${printable(roleFailed.gatewayId)}`,
    );
  }
  return code;
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
