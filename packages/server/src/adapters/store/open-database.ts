/** Opens a SQLite database file in a thread of its own. */
import { chmodSync, closeSync, openSync } from "node:fs";
import { Kysely } from "kysely";
import { LibsqlDialect } from "./libsql-dialect.ts";
import type { DatabaseOptions } from "./libsql-message.ts";
import { LibsqlThread } from "./libsql-thread.ts";

/**
 * A Kysely instance over the file, in WAL mode with foreign keys on; `destroy()` closes it.
 * @throws DatabaseError when the file cannot be opened as a database.
 */
export async function openDatabase<Tables>(options: DatabaseOptions): Promise<Kysely<Tables>> {
  return (await openThread<Tables>(options)).db;
}

/**
 * The same, and the thread itself for rows in bulk.
 * @throws DatabaseError when the file cannot be opened as a database.
 */
export async function openThread<Tables>(
  options: DatabaseOptions,
): Promise<{ readonly db: Kysely<Tables>; readonly thread: LibsqlThread }> {
  makePrivate(options.file);
  const thread = await LibsqlThread.open(options);
  return { db: new Kysely<Tables>({ dialect: new LibsqlDialect(thread) }), thread };
}

/**
 * Creates the file readable by its owner only; SQLite gives its journal the same mode.
 * A file that is there is never opened here: closing it would drop the locks that SQLite holds on it in this process.
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    chmodSync(file, 0o600);
  }
}
