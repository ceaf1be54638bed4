import type { DocumentQuery, StoreView } from "../../store-port.ts";
import type { Collection, Kept } from "../collection.ts";
import { invalidParameter } from "./cognito-faults.ts";

export interface ListPage<Body> {
  readonly rows: readonly Kept<Body>[];
  /** Absent on the last page. */
  readonly token?: string;
}

const batch = 500;

/**
 * One page of what belongs to a pool, in the order of keys: those that `keep` lets through, from after the one that
 * `token` names.
 * @throws ServiceFault for a token that no list gave.
 */
export async function listPage<Body>(
  view: StoreView,
  from: Collection<Body>,
  page: {
    readonly prefix: string;
    readonly limit: number;
    readonly token?: string | undefined;
    readonly keep?: (body: Body) => boolean;
  },
): Promise<ListPage<Body>> {
  const { prefix, limit, keep = () => true } = page;
  const rows: Kept<Body>[] = [];
  for await (const kept of every(view, from, {
    prefix,
    after: page.token && readToken(page.token, prefix),
  })) {
    if (!keep(kept.body)) continue;
    const last = rows.at(-1);
    if (rows.length === limit && last !== undefined) return { rows, token: writeToken(last.key) };
    rows.push(kept);
  }
  return { rows };
}

/** Every document of the query, read a few hundred at a time. */
export async function* every<Body>(
  view: StoreView,
  from: Collection<Body>,
  query: Omit<DocumentQuery, "limit"> = {},
): AsyncGenerator<Kept<Body>> {
  let after = query.after;
  for (;;) {
    const rows = await from.list(view, { ...query, after, limit: batch });
    yield* rows;
    if (rows.length < batch) return;
    after = rows.at(-1)?.key;
  }
}

function writeToken(key: string): string {
  return Buffer.from(JSON.stringify({ after: key })).toString("base64url");
}

function readToken(token: string, prefix: string): string {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (typeof read === "object" && read !== null && "after" in read && typeof read.after === "string") {
      if (read.after.startsWith(prefix)) return read.after;
    }
  } catch {
    // Said below.
  }
  throw invalidParameter(
    "Invalid pagination token: pass the one of the page before, with the same parameters.",
  );
}
