import { UnreadableAnswerError } from "../errors/call-errors.ts";

/** One page of a list operation. */
interface Page {
  readonly nextToken?: string | undefined;
}

/** More than any list of these services has. */
const mostPages = 10_000;

/** The items of every page, in order. Throws an {@link UnreadableAnswerError} if a page leads back to itself. */
export async function* allPages<P extends Page, Item>(
  read: (nextToken: string | undefined) => Promise<P>,
  itemsOf: (page: P) => readonly Item[],
): AsyncGenerator<Item, void, undefined> {
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await read(token);
    yield* itemsOf(page);
    if (page.nextToken === undefined || page.nextToken === "") return;
    if (page.nextToken === token) break;
    token = page.nextToken;
  }
  throw new UnreadableAnswerError(
    `The list does not end: its nextToken repeats, or there are more than ${mostPages} pages.`,
  );
}

/** What {@link allPages} gives, in one list. */
export async function collected<Item>(
  items: AsyncIterable<Item>,
  most = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const list: Item[] = [];
  if (most <= 0) return list;
  for await (const item of items) {
    list.push(item);
    if (list.length >= most) break;
  }
  return list;
}
