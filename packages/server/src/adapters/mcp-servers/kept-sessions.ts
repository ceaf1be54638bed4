import type { Clock } from "../../ports.ts";
import { untilAborted } from "./until-aborted.ts";

/** Sessions by key: opened when first used, kept for the next use, ended when unused for long or in the way. */
export interface KeptSessions<Session> {
  /**
   * Opens one session for each key, however many ask at a time; without a key, one that ends with the work. Rejects as `open`
   * and `full` do, and when aborted before it is open.
   */
  use<T>(
    key: string | undefined,
    ending: { readonly signal: AbortSignal },
    work: (session: Session) => Promise<T>,
  ): Promise<T>;
  /** Nobody gets this session any more; it ends with the work that is under way. */
  forget(session: Session): void;
  endIdle(): void;
  /** How many are kept. */
  size(): number;
  /** Ends all of them at once. */
  close(): Promise<void>;
}

interface Entry<Session> {
  readonly key: string | symbol;
  readonly opening: Promise<Session>;
  session?: Session;
  users: number;
  usedAt: number;
  /** Which use of all it was last: two may fall into one millisecond. */
  lastUse: number;
}

/** Keeps up to `max` sessions; the one unused for the longest time makes room. `full` says why there is none. */
export function createKeptSessions<Session>(options: {
  readonly max: number;
  readonly idleMillis: number;
  readonly clock: Clock;
  readonly open: (key: string | undefined) => Promise<Session>;
  readonly end: (session: Session) => Promise<void>;
  readonly full: () => Error;
}): KeptSessions<Session> {
  const { max, idleMillis, clock, open, end, full } = options;
  const entries = new Map<Entry<Session>["key"], Entry<Session>>();
  const forgotten = new Set<Entry<Session>>();
  const ending = new Set<Promise<void>>();
  let uses = 0;

  function endEntry(entry: Entry<Session>): void {
    forgotten.delete(entry);
    if (entries.get(entry.key) === entry) entries.delete(entry.key);
    // One that never opened has nothing to end.
    const ended = entry.opening
      .then(end)
      .catch(() => {})
      .finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function makeRoom(): void {
    if (entries.size < max) return;
    const unused = [...entries.values()].filter(({ users }) => users === 0);
    const [first, ...others] = unused;
    if (first === undefined) throw full();
    endEntry(others.reduce((oldest, entry) => (entry.lastUse < oldest.lastUse ? entry : oldest), first));
  }

  function enter(asked: string | undefined): Entry<Session> {
    const key = asked ?? Symbol("of one use");
    const known = entries.get(key);
    uses += 1;
    if (known !== undefined) {
      known.lastUse = uses;
      return known;
    }
    makeRoom();
    const entry: Entry<Session> = { key, opening: open(asked), users: 0, usedAt: clock.now(), lastUse: uses };
    entries.set(key, entry);
    entry.opening.then(
      (session) => {
        entry.session = session;
      },
      () => endEntry(entry),
    );
    return entry;
  }

  return {
    async use(key, ending, work) {
      const entry = enter(key);
      entry.users += 1;
      try {
        // A signal is asked for only where it has to be waited for.
        return await work(entry.session ?? (await untilAborted(entry.opening, ending.signal)));
      } finally {
        entry.users -= 1;
        entry.usedAt = clock.now();
        if (entry.users === 0 && (key === undefined || forgotten.has(entry))) endEntry(entry);
      }
    },
    forget(session) {
      const entry = [...entries.values()].find((it) => it.session === session);
      if (entry === undefined) return;
      entries.delete(entry.key);
      if (entry.users === 0) endEntry(entry);
      else forgotten.add(entry);
    },
    endIdle() {
      const before = clock.now() - idleMillis;
      for (const entry of [...entries.values()]) {
        if (entry.users === 0 && entry.usedAt <= before) endEntry(entry);
      }
    },
    size: () => entries.size + forgotten.size,
    async close() {
      for (const entry of [...entries.values(), ...forgotten]) endEntry(entry);
      await Promise.all(ending);
    },
  };
}
