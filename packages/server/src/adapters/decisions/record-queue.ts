import type { Log } from "../../log.ts";
import { type RecordEntry, sizeOf } from "./record-store.ts";

/** How much may wait for the store. */
export interface RecordQueueLimits {
  readonly entries: number;
  readonly bytes: number;
  /** Entries of one transaction. */
  readonly batch: number;
}

/** Entries on their way to the store, in order, in groups. */
export interface RecordQueue {
  /** False, without taking it, when the queue is full, or half full for what may use no more. */
  push(entry: RecordEntry, may: { readonly exceed: boolean; readonly onlyHalf?: boolean }): boolean;
  /** Puts an outcome, JSON, beside its decision; false when that is on its way already, or there is no room. */
  amend(decisionId: string, outcome: string): boolean;
  /** Resolves when everything pushed so far is written; rejects when writing it fails. */
  flush(): Promise<void>;
  /** Tries once more to write what waits. Resolves to the number of entries that could not be. */
  close(): Promise<number>;
}

/** How long a group waits for more: a transaction costs as much as some dozen rows. */
const gatherMillis = 20;
const firstRetryMillis = 100;
const lastRetryMillis = 5_000;

/** What comes within 20 ms, or while one group is being written, makes the next one; a group that fails is tried until it succeeds. */
export function createRecordQueue(options: {
  readonly write: (entries: readonly RecordEntry[]) => Promise<void>;
  readonly limits: RecordQueueLimits;
  readonly log: Log;
}): RecordQueue {
  const { write, limits, log } = options;
  const queue: RecordEntry[] = [];
  /** Decisions of the queue that no attempt has been made to write yet. */
  const untouched = new Map<string, Extract<RecordEntry, { kind: "decision" }>>();
  const flushing: {
    readonly upTo: number;
    readonly resolve: () => void;
    readonly reject: (why: unknown) => void;
  }[] = [];
  let bytes = 0;
  let accepted = 0;
  let written = 0;
  let retryMillis = firstRetryMillis;
  let retry: NodeJS.Timeout | undefined;
  let running = false;
  let endGathering: (() => void) | undefined;

  function start(): void {
    if (running) return;
    running = true;
    clearTimeout(retry);
    retry = undefined;
    void drain();
  }

  /** Resolves when a group is full, somebody waits for it, or its time is up. */
  function gather(): Promise<void> {
    if (queue.length >= limits.batch || flushing.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => endGathering?.(), gatherMillis);
      endGathering = () => {
        clearTimeout(timer);
        endGathering = undefined;
        resolve();
      };
    });
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await gather();
      const group = queue.slice(0, limits.batch);
      for (const entry of group) {
        if (entry.kind === "decision") untouched.delete(entry.row.decision_id);
      }
      try {
        await write(group);
      } catch (error) {
        running = false;
        fail(error);
        return;
      }
      queue.splice(0, group.length);
      for (const entry of group) bytes -= sizeOf(entry);
      written += group.length;
      retryMillis = firstRetryMillis;
      while (flushing[0] !== undefined && flushing[0].upTo <= written) flushing.shift()?.resolve();
    }
    running = false;
  }

  function fail(error: unknown): void {
    log.error(
      { err: error, waiting: queue.length, retryMillis },
      "decision records could not be stored; when too many wait, calls are denied",
    );
    for (const waiter of flushing.splice(0)) waiter.reject(error);
    retry = setTimeout(start, retryMillis);
    retry.unref();
    retryMillis = Math.min(2 * retryMillis, lastRetryMillis);
  }

  function flush(): Promise<void> {
    if (queue.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      flushing.push({ upTo: accepted, resolve, reject });
      endGathering?.();
      start();
    });
  }

  return {
    amend(decisionId, outcome) {
      const entry = untouched.get(decisionId);
      if (entry === undefined || bytes + outcome.length > 2 * limits.bytes) return false;
      untouched.delete(decisionId);
      entry.outcome = outcome;
      bytes += outcome.length;
      return true;
    },
    push(entry, { exceed, onlyHalf = false }) {
      const factor = exceed ? 2 : onlyHalf ? 0.5 : 1;
      const size = sizeOf(entry);
      if (queue.length >= factor * limits.entries || bytes + size > factor * limits.bytes) return false;
      queue.push(entry);
      if (entry.kind === "decision") untouched.set(entry.row.decision_id, entry);
      bytes += size;
      accepted += 1;
      if (queue.length >= limits.batch) endGathering?.();
      if (retry === undefined) start();
      return true;
    },
    flush,
    async close() {
      await flush().catch(() => {});
      clearTimeout(retry);
      return queue.length;
    },
  };
}
