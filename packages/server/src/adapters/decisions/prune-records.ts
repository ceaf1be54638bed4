import { type Kysely, sql } from "kysely";
import type { RecordTables } from "./records-schema.ts";

/** Rows that one statement of pruning deletes, so that recording waits for no long one. */
const pruneBatch = 1_000;

/** Anybody may shake hands with a gateway that asks for no token. */
const mostHandshakes = 10_000;

/** What is kept of the records. */
export interface RecordBounds {
  /** ISO-8601 UTC with milliseconds; what is older is deleted. */
  readonly before: string;
  readonly maxRows: number;
  /** Of the pages in use; a record's size is the caller's doing more than ours. */
  readonly maxBytes: number;
}

/** Deletes what is older and what exceeds the bounds, oldest first. */
export async function pruneRecords(db: Kysely<RecordTables>, keep: RecordBounds): Promise<void> {
  // First, so that no decision is deleted to make room for them.
  await deleteBelow(db, "handshake", "seq", await nthNewest(db, mostHandshakes - 1, "handshake"));
  await deleteBelow(db, "handshake", "time", keep.before);
  await deleteUpTo(db, keep.before, await nthNewest(db, keep.maxRows - 1));
  let excess = await excessRows(db, keep.maxBytes);
  while (excess !== undefined) {
    await deleteUpTo(db, keep.before, await nthNewest(db, excess.rows - excess.surplus - 1));
    excess = await excessRows(db, keep.maxBytes);
  }
}

/** The number of the record that has so many newer ones; 0 when there are fewer. */
async function nthNewest(
  db: Kysely<RecordTables>,
  newer: number,
  table: "decision" | "handshake" = "decision",
): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select("seq")
    .orderBy("seq", "desc")
    .limit(1)
    .offset(newer)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** How many records are too many for `maxBytes`, taking them to be of one size; undefined when none are. */
async function excessRows(
  db: Kysely<RecordTables>,
  maxBytes: number,
): Promise<{ readonly rows: number; readonly surplus: number } | undefined> {
  const { rows: found } = await sql<{ readonly bytes: number; readonly rows: number }>`
    select (page_count - freelist_count) * page_size as bytes, (select count(*) from decision) as rows
    from pragma_page_count(), pragma_freelist_count(), pragma_page_size()`.execute(db);
  const { bytes = 0, rows = 0 } = found[0] ?? {};
  // The newest stays, however large: it is what somebody asks for next.
  if (bytes <= maxBytes || rows <= 1) return undefined;
  return { rows, surplus: Math.min(rows - 1, Math.ceil((rows * (bytes - maxBytes)) / bytes)) };
}

async function deleteUpTo(db: Kysely<RecordTables>, before: string, oldestKept: number): Promise<void> {
  for (const table of ["decision", "decision_outcome"] as const) {
    // An outcome is numbered after its decision, so this never takes one whose decision stays.
    await deleteBelow(db, table, "seq", oldestKept);
    await deleteBelow(db, table, "time", before);
  }
}

/** One column at a time: with both in one condition SQLite looks at every row that stays. */
async function deleteBelow(
  db: Kysely<RecordTables>,
  table: keyof RecordTables,
  column: "seq" | "time",
  bound: number | string,
): Promise<void> {
  let deleted: bigint;
  do {
    const result = await sql`delete from ${sql.table(table)} where seq in (
      select seq from ${sql.table(table)} where ${sql.ref(column)} < ${bound}
      order by ${sql.ref(column)} limit ${pruneBatch})`.execute(db);
    deleted = result.numAffectedRows ?? 0n;
  } while (deleted === BigInt(pruneBatch));
}
