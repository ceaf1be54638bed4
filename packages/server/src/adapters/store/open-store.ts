/** Opens the control plane's store in its database file. */
import { type Kysely, sql } from "kysely";
import type { Store } from "../../store-port.ts";
import { guardChanges } from "./guard-changes.ts";
import { migrate } from "./migrate.ts";
import { resources } from "./migrations/0001-resources.ts";
import { changes } from "./migrations/0002-changes.ts";
import { backends } from "./migrations/0003-backends.ts";
import { documents } from "./migrations/0004-documents.ts";
import { openDatabase } from "./open-database.ts";
import type { Tables } from "./schema.ts";
import { SqlStore } from "./sql-store.ts";

/** SQLite's number for `synchronous = FULL`. */
const FULL = 2;

/**
 * A store whose every acknowledged write is on the disk.
 * @throws DatabaseError when the file is not a database; Error when its layout is newer than this version.
 */
export async function openStore(file: string): Promise<Store> {
  const db = await openDatabase<Tables>({ file, synchronous: "FULL" });
  try {
    await requireDurable(db, file);
    await migrate(db, {
      "0001-resources": resources,
      "0002-changes": changes,
      "0003-backends": backends,
      "0004-documents": documents,
    });
    await guardChanges(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return new SqlStore(db);
}

/**
 * Reads from the connection itself whether a commit waits for the disk.
 * @throws Error when it does not: an acknowledged policy could be gone after a power failure.
 */
export async function requireDurable<DB>(db: Kysely<DB>, file: string): Promise<void> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  const level = rows[0]?.synchronous;
  if (level === FULL) return;
  throw new Error(
    `${file} is open with synchronous=${level}, but the control plane's store needs ${FULL} (FULL): ` +
      "otherwise an acknowledged change could be lost when the power fails. Open it with synchronous FULL.",
  );
}
