import type { Clock } from "../../ports.ts";

/** Slows down whoever guesses passwords. */
export interface PasswordAttempts {
  /** What `compare` says of a password for the user; it is not asked while the user is locked, and once at a time. */
  check(user: string, compare: () => Promise<boolean>): Promise<"right" | "wrong" | "locked">;
}

const freeAttempts = 5;
const longestLock = 15 * 60_000;
const mostUsers = 10_000;
/** Guesses of one user that wait for the one before. */
const mostWaiting = 20;

/**
 * After five wrong passwords a user is locked for a second, and for twice as long with every further one, at most 15
 * minutes. Source: Amazon Cognito developer guide, lockout behaviour.
 */
export function createPasswordAttempts(clock: Clock): PasswordAttempts {
  const failures = new Map<string, { readonly count: number; readonly until: number }>();
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();

  function fail(user: string): void {
    const known = failures.get(user);
    const isOld = known !== undefined && clock.now() > known.until + longestLock;
    const count = (known === undefined || isOld ? 0 : known.count) + 1;
    const doublings = count - freeAttempts;
    const lock = doublings < 0 ? 0 : Math.min(1_000 * 2 ** Math.min(doublings, 20), longestLock);
    failures.delete(user);
    failures.set(user, { count, until: clock.now() + lock });
    const [oldest] = failures.keys();
    if (failures.size > mostUsers && oldest !== undefined) failures.delete(oldest);
  }

  async function judge(user: string, compare: () => Promise<boolean>) {
    if (clock.now() < (failures.get(user)?.until ?? 0)) return "locked";
    if (await compare()) {
      failures.delete(user);
      return "right";
    }
    fail(user);
    return "wrong";
  }

  return {
    check(user, compare) {
      // Guesses that come at once would all pass the lock together.
      const queue = queues.get(user) ?? { last: Promise.resolve(), waiting: 0 };
      if (queue.waiting >= mostWaiting) return Promise.resolve("locked");
      const verdict = queue.last.then(() => judge(user, compare));
      const leave = () => {
        queue.waiting -= 1;
        if (queue.waiting === 0) queues.delete(user);
      };
      queue.last = verdict.then(leave, leave);
      queue.waiting += 1;
      queues.set(user, queue);
      return verdict;
    },
  };
}
