import { CompiledQuery, type Kysely } from "kysely";
import { requestIdOf } from "../../observe/trace-context.ts";
import type { DecisionOutcome, DecisionQuery, DecisionRecord } from "../../ports.ts";
import type { RecordTables } from "./records-schema.ts";

/** A record, or how a call ended whose record is written already, on its way into the store; `document` is its JSON. */
export type RecordEntry =
  | {
      readonly kind: "decision";
      readonly row: Omit<RecordTables["decision"], "outcome">;
      /** Added while the decision waits, if the call ends by then. */
      outcome: string | null;
    }
  | { readonly kind: "outcome"; readonly row: RecordTables["decision_outcome"] }
  | { readonly kind: "handshake"; readonly row: RecordTables["handshake"] };

/** Characters of JSON. */
export function sizeOf(entry: RecordEntry): number {
  return entry.row.document.length + (entry.kind === "decision" ? (entry.outcome?.length ?? 0) : 0);
}

/** Writes all entries, or none. An id that is there already is left as it is. */
export async function writeEntries(db: Kysely<RecordTables>, entries: readonly RecordEntry[]): Promise<void> {
  const decisions = entries.flatMap((entry) => (entry.kind === "decision" ? [valuesOf(entry)] : []));
  const outcomes = entries.flatMap((entry) => (entry.kind === "outcome" ? [lateValuesOf(entry)] : []));
  const handshakes = entries.flatMap((entry) =>
    entry.kind === "handshake" ? [handshakeValuesOf(entry)] : [],
  );
  const statements = [
    insertOf("decision", decisions),
    insertOf("decision_outcome", outcomes),
    insertOf("handshake", handshakes),
  ];
  const [first, ...others] = statements.filter((statement) => statement !== undefined);
  if (first === undefined) return;
  // One statement is a transaction of its own, without two more errands to the thread.
  if (others.length === 0) return void (await db.executeQuery(first));
  await db.transaction().execute(async (change) => {
    for (const statement of [first, ...others]) await change.executeQuery(statement);
  });
}

const columns = {
  decision: "seq, decision_id, request_id, gateway_id, decision, time, document, outcome, trace_id",
  decision_outcome: "seq, decision_id, time, document",
  handshake: "seq, handshake_id, request_id, trace_id, gateway_id, time, document",
} as const satisfies Record<keyof RecordTables, string>;

type Row = readonly (string | number | null)[];

function valuesOf({ row, outcome }: Extract<RecordEntry, { kind: "decision" }>): Row {
  const { seq, decision_id, request_id, gateway_id, decision, time, document, trace_id } = row;
  return [seq, decision_id, request_id, gateway_id, decision, time, document, outcome, trace_id];
}

function lateValuesOf({ row }: Extract<RecordEntry, { kind: "outcome" }>): Row {
  const { seq, decision_id, time, document } = row;
  return [seq, decision_id, time, document];
}

function handshakeValuesOf({ row }: Extract<RecordEntry, { kind: "handshake" }>): Row {
  const { seq, handshake_id, request_id, trace_id, gateway_id, time, document } = row;
  return [seq, handshake_id, request_id, trace_id, gateway_id, time, document];
}

/** Written by hand: thousands of rows a second are too many to have a query built for each. */
function insertOf(table: keyof RecordTables, rows: readonly Row[]): CompiledQuery | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const places = `,(${first.map(() => "?").join(",")})`;
  const text = `insert into ${table} (${columns[table]}) values ${places.repeat(rows.length).slice(1)}`;
  return CompiledQuery.raw(`${text} on conflict do nothing`, rows.flat());
}

/** The highest number given so far; 0 in an empty store. */
export async function lastSequence(db: Kysely<RecordTables>): Promise<number> {
  const lastOf = async (table: keyof RecordTables) => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max("seq").as("last"))
      .executeTakeFirst();
    return Number(row?.last ?? 0);
  };
  return Math.max(await lastOf("decision"), await lastOf("decision_outcome"), await lastOf("handshake"));
}

/** See {@link DecisionQuery}; an `afterDecisionId` that is not kept any more means: from the oldest record kept. */
export async function findRecords(db: Kysely<RecordTables>, query: DecisionQuery): Promise<DecisionRecord[]> {
  const { gatewayId, decisionId, requestId, traceId, decision, afterDecisionId, limit } = query;
  let rows = db
    .selectFrom("decision")
    .leftJoin("decision_outcome", "decision_outcome.decision_id", "decision.decision_id")
    .select(["decision.document", "decision.outcome", "decision_outcome.document as late"])
    .orderBy("decision.seq", afterDecisionId === undefined ? "desc" : "asc")
    .limit(limit);
  if (gatewayId !== undefined) rows = rows.where("decision.gateway_id", "=", gatewayId);
  if (decisionId !== undefined) rows = rows.where("decision.decision_id", "=", decisionId);
  if (requestId !== undefined) rows = rows.where("decision.request_id", "=", requestId);
  if (traceId !== undefined) {
    rows = rows.where(({ eb, or }) =>
      or([
        eb("decision.trace_id", "=", traceId),
        // The trace that a request started.
        eb.and([
          eb("decision.request_id", "=", requestIdOf(traceId) ?? traceId),
          eb("decision.trace_id", "is", null),
        ]),
      ]),
    );
  }
  if (decision !== undefined) rows = rows.where("decision.decision", "=", decision);
  if (afterDecisionId !== undefined) {
    const after = await db
      .selectFrom("decision")
      .select("seq")
      .where("decision_id", "=", afterDecisionId)
      .executeTakeFirst();
    rows = rows.where("decision.seq", ">", after?.seq ?? 0);
  }
  return (await rows.execute()).map(recordOfRow);
}

/** A record with its outcome, wherever that was written. */
export function recordOfRow({
  document,
  outcome,
  late,
}: {
  readonly document: string;
  readonly outcome: string | null;
  readonly late: string | null;
}): DecisionRecord {
  const ended = outcome ?? late;
  return {
    ...(JSON.parse(document) as DecisionRecord),
    ...(ended === null ? {} : { outcome: JSON.parse(ended) as DecisionOutcome }),
  };
}
