/** The tables of records.db. */
import { type Kysely, type Migration, sql } from "kysely";

export interface RecordTables {
  readonly decision: {
    /** The order in which Toolgate decided; outcomes take numbers from the same sequence. */
    readonly seq: number;
    readonly decision_id: string;
    readonly request_id: string;
    readonly gateway_id: string;
    readonly decision: string;
    /** ISO-8601 UTC with milliseconds, so that text order is time order. */
    readonly time: string;
    readonly document: string;
    /** How the call ended, where that was known before the decision was written, as it usually is. */
    readonly outcome: string | null;
    /** Of a trace that the caller had begun; any other is found by its request. */
    readonly trace_id: string | null;
  };
  /** An outcome that came later, apart from the decision: a row to add and never a row to find and change. */
  readonly decision_outcome: {
    readonly seq: number;
    readonly decision_id: string;
    readonly time: string;
    readonly document: string;
  };
  /** Messages that nothing is decided about, in the sequence of the decisions. */
  readonly handshake: {
    readonly seq: number;
    readonly handshake_id: string;
    readonly request_id: string;
    readonly trace_id: string | null;
    readonly gateway_id: string;
    readonly time: string;
    readonly document: string;
  };
}

/** Decisions and their outcomes. */
export const recordMigrations: Readonly<Record<string, Migration>> = {
  "0001-decisions": { up },
  "0002-outcome-beside-decision": { up: addOutcome },
  "0003-traces": { up: addTraces },
};

async function addOutcome(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("decision").addColumn("outcome", "text").execute();
}

async function addTraces(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("decision").addColumn("trace_id", "text").execute();
  await db.schema
    .createTable("handshake")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("handshake_id", "text", (column) => column.notNull().unique())
    .addColumn("request_id", "text", (column) => column.notNull())
    .addColumn("trace_id", "text")
    .addColumn("gateway_id", "text", (column) => column.notNull())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  // Only of what a caller's trace has, so that any other row costs nothing.
  for (const table of ["decision", "handshake"]) {
    const name = sql.ref(`${table}_by_trace_id`);
    await sql`create index ${name} on ${sql.table(table)} (trace_id) where trace_id is not null`.execute(db);
  }
  await db.schema.createIndex("handshake_by_request_id").on("handshake").column("request_id").execute();
  await db.schema.createIndex("handshake_by_time").on("handshake").column("time").execute();
}

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("decision")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("decision_id", "text", (column) => column.notNull().unique())
    .addColumn("request_id", "text", (column) => column.notNull())
    .addColumn("gateway_id", "text", (column) => column.notNull())
    .addColumn("decision", "text", (column) => column.notNull())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("decision_outcome")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("decision_id", "text", (column) => column.notNull().unique())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .execute();
  const indexes = [
    ["decision", "request_id"],
    ["decision", "gateway_id", "seq"],
    ["decision", "decision", "seq"],
    ["decision", "time"],
    ["decision_outcome", "time"],
  ] as const;
  for (const [table, ...columns] of indexes) {
    const name = [table, "by", ...columns].join("_");
    await db.schema.createIndex(name).on(table).columns(columns).execute();
  }
}
