/** One page of a list. */
import type { PageRequest, Position } from "../store-port.ts";
import type { ListScope, PageTokens } from "./page-token.ts";

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** AWS publishes no default for `maxResults`; this is the policy family's maximum. */
const DEFAULT_PAGE = 100;

/**
 * Reads a page by the keyset of (createdAt, id), so that rows added meanwhile neither repeat nor hide others.
 * @throws ValidationException when `nextToken` was not issued for this list.
 */
export async function pageOf<Row>(
  tokens: PageTokens,
  scope: ListScope,
  request: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  fetch: (page: PageRequest) => Promise<readonly Row[]>,
  positionOf: (row: Row) => Position,
): Promise<Page<Row>> {
  const { maxResults = DEFAULT_PAGE, nextToken } = request;
  const after = nextToken === undefined ? undefined : tokens.read(scope, nextToken);
  const found = await fetch({ after, limit: maxResults + 1 });
  const rows = found.slice(0, maxResults);
  const last = rows.at(-1);
  if (found.length <= maxResults || last === undefined) return { rows };
  return { rows, nextToken: tokens.issue(scope, positionOf(last)) };
}
