/** The tables of records.db. */
import type { Kysely, Migration } from "kysely";

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
  };
  /** An outcome that came later, apart from the decision: a row to add and never a row to find and change. */
  readonly decision_outcome: {
    readonly seq: number;
    readonly decision_id: string;
    readonly time: string;
    readonly document: string;
  };
}

/** Decisions and their outcomes. */
export const recordMigrations: Readonly<Record<string, Migration>> = {
  "0001-decisions": { up },
  "0002-outcome-beside-decision": { up: addOutcome },
};

async function addOutcome(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("decision").addColumn("outcome", "text").execute();
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
