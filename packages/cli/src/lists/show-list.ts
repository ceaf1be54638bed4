import { printableJson } from "../printable.ts";
import { NotReachable } from "./ask-toolgate.ts";

/** A list that grows at its end, asked for page by page. */
export interface GrowingList<Row> {
  /** The newest rows, newest first. */
  readonly newest: () => Promise<readonly Row[]>;
  /** The rows after this one, oldest first; the newest ones, newest first, when there is none yet. */
  readonly after: (id: string | undefined, limit: number) => Promise<readonly Row[]>;
  readonly idOf: (row: Row) => string;
  /** Rows as lines for people. */
  readonly format: (rows: readonly Row[]) => readonly string[];
  /** Said once when following a list without rows. */
  readonly waiting: string;
  /** Says that there is nothing to show; the exit code. */
  readonly nothing: () => number;
}

export interface ShowListRequest {
  readonly url: string;
  readonly follow: boolean;
  readonly json: boolean;
}

/** What showing works with, so that tests run it without a process. */
export interface ShowListSurroundings {
  readonly fetch: typeof fetch;
  readonly print: (line: string) => void;
  /** For notes that are no rows. */
  readonly note: (line: string) => void;
  readonly colour: boolean;
  /** Ends following. */
  readonly signal: AbortSignal;
  /** Waits until it is time to ask again. */
  readonly pause: (signal: AbortSignal) => Promise<void>;
}

const followLimit = 1_000;

/**
 * Prints rows, oldest first, and goes on printing new ones when following.
 * @returns the exit code.
 * @throws CliError when Toolgate cannot be asked.
 */
export async function showList<Row>(
  list: GrowingList<Row>,
  { url, follow, json }: ShowListRequest,
  { print, note, signal, pause }: ShowListSurroundings,
): Promise<number> {
  function show(rows: readonly Row[]): void {
    for (const line of json ? rows.map(printableJson) : list.format(rows)) print(line);
  }

  const first = [...(await list.newest())].reverse();
  show(first);
  if (!follow) return first.length > 0 ? 0 : list.nothing();

  if (first.length === 0 && !json) note(list.waiting);
  const idOfLast = (rows: readonly Row[]) => {
    const last = rows.at(-1);
    return last === undefined ? undefined : list.idOf(last);
  };
  let last = idOfLast(first);
  let away = false;
  while (!signal.aborted) {
    await pause(signal);
    if (signal.aborted) break;
    try {
      const asked = await list.after(last, followLimit);
      const rows = last === undefined ? [...asked].reverse() : asked;
      show(rows);
      last = idOfLast(rows) ?? last;
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
