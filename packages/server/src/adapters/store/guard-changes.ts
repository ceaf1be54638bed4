/** What has been logged stays as it was, whatever code or person asks the database otherwise. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** Not part of the migrations, which hold SQL that PostgreSQL understands too: SQLite writes triggers its own way. */
export async function guardChanges(db: Kysely<Tables>): Promise<void> {
  for (const verb of ["update", "delete"]) {
    await sql`
      create trigger if not exists ${sql.raw(`change_refuses_${verb}`)} before ${sql.raw(verb)} on "change"
      begin select raise(abort, 'the log of changes is never edited'); end
    `.execute(db);
  }
}
