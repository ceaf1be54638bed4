/** The control plane's log. Text columns only, as in 0001. */
import type { Kysely, Migration } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("change")
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("resource_id", "text", (column) => column.notNull())
    .addColumn("resource_arn", "text", (column) => column.notNull())
    .addColumn("parent_id", "text")
    .addColumn("parent_arn", "text")
    .addColumn("document", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("change_key", ["id"])
    .execute();
  for (const column of ["resource_id", "resource_arn", "parent_id", "parent_arn"]) {
    await db.schema.createIndex(`change_by_${column}`).on("change").columns([column, "id"]).execute();
  }
}

export const changes: Migration = { up };
