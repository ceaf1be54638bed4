import type { Change } from "@toolgate/server";
import {
  type GrowingList,
  type ShowListRequest,
  type ShowListSurroundings,
  showList,
} from "../lists/show-list.ts";
import { printable } from "../printable.ts";
import { type ChangesQuery, fetchChanges } from "./fetch-changes.ts";
import { createFormatChanges } from "./format-change.ts";

/** What `toolgate changes` was asked for. */
export interface ShowChangesRequest extends ShowListRequest {
  readonly query: ChangesQuery;
}

/**
 * Prints changes, oldest first, and goes on printing new ones when following.
 * @returns the exit code: 1 when a resource asked for was never changed.
 * @throws CliError when Toolgate cannot be asked.
 */
export function showChanges(
  request: ShowChangesRequest,
  surroundings: ShowListSurroundings,
): Promise<number> {
  const { query, json } = request;
  const { note } = surroundings;
  const asking = { url: request.url, fetch: surroundings.fetch, signal: surroundings.signal };
  const list: GrowingList<Change> = {
    newest: () => fetchChanges(query, asking),
    after: (after, limit) => fetchChanges({ ...query, after, limit }, asking),
    idOf: ({ changeId }) => changeId,
    format: createFormatChanges({ colour: surroundings.colour }),
    waiting: "No changes yet; waiting for the first. Stop with Ctrl-C.",
    nothing() {
      if (query.resource !== undefined) {
        note(
          `No change of ${printable(query.resource)} is logged. Leave --resource out to see which resources there are.`,
        );
        return 1;
      }
      if (!json) {
        note(
          "No changes yet. Every gateway, target, engine and policy that is made, changed or deleted makes one: npm run demo -- --keep makes some.",
        );
      }
      return 0;
    },
  };
  return showList(list, request, surroundings);
}
