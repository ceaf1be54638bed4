/** Keeps decision records in a database file of their own, and copies them to JSON lines. */
import type { Log } from "../../log.ts";
import type { HandshakeRecord } from "../../observe/handshake-record.ts";
import { ownTraceId } from "../../observe/trace-context.ts";
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

  let closed = false;
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

  return {
    record(decision: DecisionRecord) {
      if (closed) refuse("Toolgate is shutting down");
      const document = JSON.stringify(decision);
      const { decisionId, requestId, gatewayId, time } = decision;
      const accepted = queue.push(
        {
          kind: "decision",
          row: {
            seq: sequence + 1,
            decision_id: decisionId,
            request_id: requestId,
            gateway_id: gatewayId,
            decision: decision.decision,
            time,
            document,
            trace_id: continuedTrace(decision),
          },
        },
        { exceed: false },
      );
      if (!accepted) refuse(`too many wait for ${file}; the log says why it does not keep up`);
      sequence += 1;
      lines?.write(document);
    },
    outcome(decisionId: string, outcome: DecisionOutcome) {
      const document = JSON.stringify(outcome);
      lines?.write(`{"decisionId":${JSON.stringify(decisionId)},"outcome":${document}}`);
      if (!closed && queue.amend(decisionId, document)) return;
      // The call has happened; an outcome may use room that no new decision gets.
      const accepted =
        !closed &&
        queue.push(
          {
            kind: "outcome",
            row: { seq: sequence + 1, decision_id: decisionId, time: outcome.time, document },
          },
          { exceed: true },
        );
      if (accepted) {
        sequence += 1;
        return;
      }
      lostOutcomes += 1;
      log.error({ decisionId, lostOutcomes }, "the outcome of a call could not be recorded; its decision is");
    },
    handshake(record: HandshakeRecord) {
      const { handshakeId, requestId, gatewayId, time } = record;
      const row = {
        seq: sequence + 1,
        handshake_id: handshakeId,
        request_id: requestId,
        trace_id: continuedTrace(record),
        gateway_id: gatewayId,
        time,
        document: JSON.stringify(record),
      };
      const accepted = !closed && queue.push({ kind: "handshake", row }, { exceed: false, onlyHalf: true });
      if (accepted) sequence += 1;
      else lostHandshakes += 1;
    },
    observed: {
      async find(query) {
        await queue.flush();
        return findObserved(db, query);
      },
      async ofTrace(id) {
        await queue.flush();
        return observedOfTrace(db, id);
      },
    },
    async find(query) {
      await queue.flush();
      return findRecords(db, query);
    },
    flush: () => queue.flush(),
    async close() {
      if (closed) return;
      closed = true;
      const lost = await queue.close();
      if (lost > 0)
        log.error({ lost, file }, "decision records were lost at the end: the store did not take them");
      await lines?.close();
      await db.destroy();
    },
    health: () => ({ failedWrites, refusedRecords, lostOutcomes, lostHandshakes }),
  };
}

/** The trace that the caller had begun; null where the request began its own, which is found by the request. */
function continuedTrace({ trace, requestId }: Pick<DecisionRecord, "trace" | "requestId">): string | null {
  if (trace === undefined) return null;
  return trace.traceId === ownTraceId(requestId) ? null : trace.traceId;
}
