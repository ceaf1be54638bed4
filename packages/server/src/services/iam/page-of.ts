import { ServiceFault } from "../service.ts";

/** Which page of a list is asked for. */
export interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** What an answer with one page of a list says of the rest. */
interface PageEnd {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

const defaultItems = 100;

/**
 * One page of a list in the order of its keys. A marker names the last key that was given, so that what is added or
 * removed meanwhile moves nothing else.
 * @throws ServiceFault ValidationError for a marker that no answer gave.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { Marker, MaxItems = defaultItems }: PageInput,
): { readonly page: readonly Item[]; readonly end: PageEnd } {
  const after = Marker === undefined ? undefined : readMarker(Marker);
  const sorted = items
    .map((item) => ({ key: keyOf(item), item }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
  const page = sorted.slice(0, MaxItems);
  const last = page.at(-1);
  const more = sorted.length > page.length && last !== undefined;
  return {
    page: page.map(({ item }) => item),
    end: more
      ? { IsTruncated: true, Marker: Buffer.from(`after:${last.key}`).toString("base64url") }
      : { IsTruncated: false },
  };
}

function readMarker(marker: string): string {
  const [, key] = /^after:(.*)$/s.exec(Buffer.from(marker, "base64url").toString()) ?? [];
  if (key !== undefined) return key;
  const message = "Invalid Marker: send the Marker of the page before, or none to begin anew.";
  throw new ServiceFault("ValidationError", message);
}
