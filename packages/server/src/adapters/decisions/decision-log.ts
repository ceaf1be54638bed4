/** Keeps decision records in a database file of their own, and copies them to JSON lines. */
import { Afterwards } from "../../afterwards.ts";
import type { Log } from "../../log.ts";
import type { HandshakeRecord } from "../../observe/handshake-record.ts";
import {
  type Clock,
  type DecisionLog,
  DecisionLogUnavailable,
  type DecisionOutcome,
  type DecisionRecord,
} from "../../ports.ts";
import type { HandshakeLog, ObservedCalls } from "../../telemetry-port.ts";
import { migrate } from "../store/migrate.ts";
import { openThread } from "../store/open-database.ts";
import { findObserved, observedOfTrace } from "./observed-store.ts";
import { pruneRecords, type RecordBounds } from "./prune-records.ts";
import type { RecordLines } from "./record-lines.ts";
import { createRecordQueue, type RecordQueueLimits } from "./record-queue.ts";
import { decisionRow, handshakeRow } from "./record-rows.ts";
import { findRecords, lastSequence } from "./record-store.ts";
import { type RecordTables, recordMigrations } from "./records-schema.ts";

const defaultLimits: RecordQueueLimits = { entries: 10_000, bytes: 64 * 1024 * 1024, batch: 500 };

const dayMillis = 86_400_000;
const pruneEveryMillis = 3_600_000;
const pruneEveryEntries = 1_000;
const pruneEveryCharacters = 64 * 1024 * 1024;

/** A {@link DecisionLog} that also says how it is. */
export interface StoredDecisionLog extends DecisionLog, HandshakeLog {
  /** Everything that is kept, as log and spans are written from it. */
  readonly observed: ObservedCalls;
  /** Counts since the start. */
  health(): {
    readonly failedWrites: number;
    readonly refusedRecords: number;
    readonly lostOutcomes: number;
    readonly lostHandshakes: number;
  };
}

/**
 * Opens records.db. The newest records may be lost when the power fails (`synchronous=NORMAL`), never when the process
 * is killed after they were written. Reading waits for what was accepted before.
 * @throws DatabaseError when the file cannot be opened; Error when its layout is newer than this version.
 */
export async function createDecisionLog(options: {
  readonly file: string;
  readonly keep: { readonly maxAgeDays: number } & Pick<RecordBounds, "maxRows" | "maxBytes">;
  readonly lines?: RecordLines | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<RecordQueueLimits> | undefined;
}): Promise<StoredDecisionLog> {
  const { file, keep, lines, clock, log } = options;
  const { db, thread } = await openThread<RecordTables>({ file, synchronous: "NORMAL" });
  let sequence: number;
  try {
    await migrate(db, recordMigrations);
    sequence = await lastSequence(db);
    await prune();
  } catch (error) {
    await db.destroy();
    throw error;
  }

  /** No more decisions are taken. */
  let closed = false;
  /** Nothing is taken any more. */
  let ended = false;
  let failedWrites = 0;
  let refusedRecords = 0;
  let lostOutcomes = 0;
  let lostHandshakes = 0;
  let sincePrune = 0;
  let charactersSincePrune = 0;
  let prunedAt = clock.now();

  const queue = createRecordQueue({
    limits: { ...defaultLimits, ...options.limits },
    log,
    async write(batch) {
      try {
        await thread.insert(batch.inserts());
      } catch (error) {
        failedWrites += 1;
        throw error;
      }
      sincePrune += batch.rows;
      charactersSincePrune += batch.characters;
      const due =
        sincePrune >= pruneEveryEntries ||
        charactersSincePrune >= pruneEveryCharacters ||
        clock.now() - prunedAt >= pruneEveryMillis;
      if (!due) return;
      sincePrune = 0;
      charactersSincePrune = 0;
      prunedAt = clock.now();
      // The entries are stored; that old ones were not deleted must not store them again.
      await prune().catch((error) => log.error({ err: error }, "old decision records could not be deleted"));
    },
  });

  function prune(): Promise<void> {
    const before = new Date(clock.now() - keep.maxAgeDays * dayMillis).toISOString();
    return pruneRecords(db, { ...keep, before });
  }

  function refuse(why: string): never {
    refusedRecords += 1;
    throw new DecisionLogUnavailable(`The decision could not be recorded: ${why}.`);
  }

  const afterwards = new Afterwards((error) =>
    log.error({ err: error }, "a record could not be written down: this is a defect of Toolgate"),
  );
  /** Decisions that are accepted and not in the queue yet. */
  let promised = 0;

  /** What is accepted is made into text and rows while the target works, unless its line has to be out before. */
  function write(work: () => void): void {
    if (ended || lines?.atOnce === true) work();
    else afterwards.do(work);
  }

  function writeDecision(decision: DecisionRecord): void {
    promised -= 1;
    const row = decisionRow(decision, next());
    queue.push({ kind: "decision", row }, "promised");
    lines?.write(row.document);
  }

  function writeOutcome(decisionId: string, outcome: DecisionOutcome): void {
    const document = JSON.stringify(outcome);
    lines?.write(`{"decisionId":"${decisionId}","outcome":${document}}`);
    if (!ended && queue.amend(decisionId, document)) return;
    const row = { seq: next(), decision_id: decisionId, time: outcome.time, document };
    // The call has happened; an outcome may use room that no new decision gets.
    if (!ended && queue.push({ kind: "outcome", row }, "twice")) return;
    lostOutcomes += 1;
    log.error({ decisionId, lostOutcomes }, "the outcome of a call could not be recorded; its decision is");
  }

  function writeHandshake(record: HandshakeRecord): void {
    const row = handshakeRow(record, next());
    if (ended || !queue.push({ kind: "handshake", row }, "half")) lostHandshakes += 1;
  }

  function next(): number {
    sequence += 1;
    return sequence;
  }

  function flush(): Promise<void> {
    afterwards.finish();
    return queue.flush();
  }

  return {
    record(decision: DecisionRecord) {
      if (closed) refuse("Toolgate is shutting down");
      if (!queue.hasRoom(promised)) {
        refuse(`too many wait for ${file}; the log says why it does not keep up`);
      }
      promised += 1;
      write(() => writeDecision(decision));
    },
    outcome(decisionId: string, outcome: DecisionOutcome) {
      write(() => writeOutcome(decisionId, outcome));
    },
    handshake(record: HandshakeRecord) {
      write(() => writeHandshake(record));
    },
    observed: {
      async find(query) {
        await flush();
        return findObserved(db, query);
      },
      async ofTrace(id) {
        await flush();
        return observedOfTrace(db, id);
      },
    },
    async find(query) {
      await flush();
      return findRecords(db, query);
    },
    flush,
    async close() {
      if (closed) return;
      closed = true;
      afterwards.finish();
      ended = true;
      const lost = await queue.close();
      if (lost > 0)
        log.error({ lost, file }, "decision records were lost at the end: the store did not take them");
      await lines?.close();
      await db.destroy();
    },
    health: () => ({ failedWrites, refusedRecords, lostOutcomes, lostHandshakes }),
  };
}
