import type { Log } from "../../log.ts";
import { RecordBatch } from "./record-batch.ts";
import type { RecordTables } from "./records-schema.ts";

/** A record, or how a call ended whose record is written already, on its way into the store; `document` is its JSON. */
export type RecordEntry =
  | { readonly kind: "decision"; readonly row: DecisionRow }
  | { readonly kind: "outcome"; readonly row: RecordTables["decision_outcome"] }
  | { readonly kind: "handshake"; readonly row: RecordTables["handshake"] };

type DecisionRow = Omit<RecordTables["decision"], "outcome">;

/** How much may wait for the store. */
export interface RecordQueueLimits {
  readonly entries: number;
  /** Characters of JSON. */
  readonly bytes: number;
  /** Entries that make a group without waiting for more. */
  readonly batch: number;
}

/** How much of the limits an entry may use: half, all, twice that, or as much as it takes, since it was promised room. */
type RecordRoom = "half" | "usual" | "twice" | "promised";

const shares: Readonly<Record<RecordRoom, number>> = {
  half: 0.5,
  usual: 1,
  twice: 2,
  promised: Number.POSITIVE_INFINITY,
};

/** Entries on their way to the store, in groups. */
export interface RecordQueue {
  /** Whether there is room for one more entry beside so many that have been promised room. */
  hasRoom(promised: number): boolean;
  /** False, without taking it, when the queue has no room for it. */
  push(entry: RecordEntry, room: RecordRoom): boolean;
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
  readonly write: (batch: RecordBatch) => Promise<void>;
  readonly limits: RecordQueueLimits;
  readonly log: Log;
}): RecordQueue {
  const { write, limits, log } = options;
  /** Decisions of the next group whose call has not ended. A map for each group, for the reason told in under-way.ts. */
  let open = new Map<string, DecisionRow>();
  let filling = new RecordBatch();
  let writing: RecordBatch | undefined;
  const flushing: {
    readonly upTo: number;
    readonly resolve: () => void;
    readonly reject: (why: unknown) => void;
  }[] = [];
  let characters = 0;
  let accepted = 0;
  let written = 0;
  let retryMillis = firstRetryMillis;
  let retry: NodeJS.Timeout | undefined;
  let running = false;
  let endGathering: (() => void) | undefined;

  const gathered = () => filling.rows + open.size;

  function start(): void {
    if (running) return;
    running = true;
    clearTimeout(retry);
    retry = undefined;
    void drain();
  }

  /** Resolves when a group is full, somebody waits for it, or its time is up. */
  function gather(): Promise<void> {
    if (gathered() >= limits.batch || flushing.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => endGathering?.(), gatherMillis);
      endGathering = () => {
        clearTimeout(timer);
        endGathering = undefined;
        resolve();
      };
    });
  }

  function take(): RecordBatch {
    for (const row of open.values()) filling.addDecision(row, null);
    open = new Map();
    const taken = filling;
    filling = new RecordBatch();
    return taken;
  }

  async function drain(): Promise<void> {
    while (accepted > written) {
      if (writing === undefined) {
        await gather();
        writing = take();
      }
      try {
        await write(writing);
      } catch (error) {
        running = false;
        fail(error);
        return;
      }
      characters -= writing.characters;
      written += writing.rows;
      writing = undefined;
      retryMillis = firstRetryMillis;
      while (flushing[0] !== undefined && flushing[0].upTo <= written) flushing.shift()?.resolve();
    }
    running = false;
  }

  function fail(error: unknown): void {
    log.error(
      { err: error, waiting: accepted - written, retryMillis },
      "decision records could not be stored; when too many wait, calls are denied",
    );
    for (const waiter of flushing.splice(0)) waiter.reject(error);
    retry = setTimeout(start, retryMillis);
    retry.unref();
    retryMillis = Math.min(2 * retryMillis, lastRetryMillis);
  }

  function flush(): Promise<void> {
    if (accepted === written) return Promise.resolve();
    return new Promise((resolve, reject) => {
      flushing.push({ upTo: accepted, resolve, reject });
      endGathering?.();
      start();
    });
  }

  return {
    amend(decisionId, outcome) {
      const row = open.get(decisionId);
      if (row === undefined || characters + outcome.length > 2 * limits.bytes) return false;
      open.delete(decisionId);
      filling.addDecision(row, outcome);
      characters += outcome.length;
      return true;
    },
    hasRoom: (promised) => accepted - written + promised < limits.entries && characters < limits.bytes,
    push(entry, room) {
      const share = shares[room];
      const size = entry.row.document.length;
      if (accepted - written >= share * limits.entries || characters + size > share * limits.bytes) {
        return false;
      }
      add(entry);
      characters += size;
      accepted += 1;
      if (gathered() >= limits.batch) endGathering?.();
      if (retry === undefined) start();
      return true;
    },
    flush,
    async close() {
      await flush().catch(() => {});
      clearTimeout(retry);
      return accepted - written;
    },
  };

  function add(entry: RecordEntry): void {
    switch (entry.kind) {
      case "decision": {
        const { decision_id } = entry.row;
        const twin = open.get(decision_id);
        if (twin !== undefined) filling.addDecision(twin, null);
        open.set(decision_id, entry.row);
        return;
      }
      case "outcome":
        filling.addOutcome(entry.row);
        return;
      case "handshake":
        filling.addHandshake(entry.row);
    }
  }
}
