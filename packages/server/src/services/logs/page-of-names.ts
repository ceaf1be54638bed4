import type { Place } from "../../model.ts";
import type { DocumentQuery } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { keyOf } from "./log-documents.ts";

/** One page of a collection of the place; a token is the last key without the place. */
export async function pageOfNames<Body>(
  { nextToken, limit }: { readonly nextToken?: string | undefined; readonly limit: number },
  list: (query: DocumentQuery) => Promise<readonly Kept<Body>[]>,
  place: Place,
): Promise<{ readonly rows: readonly Kept<Body>[]; readonly next: { readonly nextToken?: string } }> {
  const prefix = keyOf(place, "");
  const after = nextToken === undefined ? undefined : keyOf(place, nextToken);
  const found = await list({ prefix, after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, next: more ? { nextToken: last.key.slice(prefix.length) } : {} };
}
