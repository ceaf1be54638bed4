/** Resources of the services around the gateway: IAM, Cognito, Lambda, logs. One table, since each is found by its key alone. */
import { type Kysely, type Migration, sql } from "kysely";

async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table document (
      collection text not null,
      document_key text not null,
      arn text not null,
      document text not null,
      sealed text,
      primary key (collection, document_key)
    )`.execute(db);
}

export const documents: Migration = { up };
