/** Brings a database to the newest layout. */
import { type Kysely, type Migration, Migrator } from "kysely";

/**
 * Runs the migrations that have not run yet, by name, all or none.
 * @throws Error when one fails, or when the database was written by a newer Toolgate.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw new Error(
    `The database could not be brought to this version's layout (newest step: ${Object.keys(migrations).sort().at(-1)}): ` +
      `${error instanceof Error ? error.message : String(error)}. ` +
      "Nothing was changed. If a newer Toolgate wrote it, start that version; otherwise restore a backup.",
    { cause: error },
  );
}
