/** Engines, policies, gateways, targets, workload identities, tags, kept answers and settings. */
import type { CreateTableBuilder, Kysely, Migration } from "kysely";

/** Text columns only, which SQLite and PostgreSQL understand alike. */
function table(
  db: Kysely<unknown>,
  name: string,
  columns: readonly string[],
  nullable: readonly string[] = [],
) {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const column of columns) builder = builder.addColumn(column, "text", (text) => text.notNull());
  for (const column of nullable) builder = builder.addColumn(column, "text");
  return builder;
}

async function index(db: Kysely<unknown>, on: string, columns: readonly string[], unique = false) {
  const builder = db.schema
    .createIndex(`${on}_by_${columns.join("_")}`)
    .on(on)
    .columns([...columns]);
  await (unique ? builder.unique() : builder).execute();
}

async function up(db: Kysely<unknown>): Promise<void> {
  const place = ["account_id", "region"];
  const listed = ["id", "created_at", "document"];

  await table(db, "policy_engine", [...place, ...listed, "name"])
    .addPrimaryKeyConstraint("policy_engine_key", ["id"])
    .execute();
  await index(db, "policy_engine", [...place, "name"], true);
  await index(db, "policy_engine", [...place, "created_at", "id"]);

  await table(db, "policy", [...listed, "engine_id", "name"])
    .addPrimaryKeyConstraint("policy_key", ["id"])
    .addForeignKeyConstraint("policy_engine_of_policy", ["engine_id"], "policy_engine", ["id"])
    .execute();
  await index(db, "policy", ["engine_id", "name"], true);
  await index(db, "policy", ["engine_id", "created_at", "id"]);

  await table(db, "gateway", [...place, ...listed, "name_key"], ["engine_arn"])
    .addPrimaryKeyConstraint("gateway_key", ["id"])
    .execute();
  await index(db, "gateway", [...place, "name_key"], true);
  await index(db, "gateway", [...place, "created_at", "id"]);
  await index(db, "gateway", ["engine_arn"]);

  await table(db, "target", [...listed, "gateway_id", "name_key"])
    .addPrimaryKeyConstraint("target_key", ["id"])
    .addForeignKeyConstraint("gateway_of_target", ["gateway_id"], "gateway", ["id"])
    .execute();
  await index(db, "target", ["gateway_id", "name_key"], true);
  await index(db, "target", ["gateway_id", "created_at", "id"]);

  await table(db, "workload_identity", [...place, "name", "created_at", "document"], ["gateway_id"])
    .addPrimaryKeyConstraint("workload_identity_key", ["account_id", "region", "name"])
    .addForeignKeyConstraint("gateway_of_workload_identity", ["gateway_id"], "gateway", ["id"])
    .execute();
  await index(db, "workload_identity", [...place, "created_at", "name"]);
  await index(db, "workload_identity", ["gateway_id"]);

  await table(db, "tag", ["arn", "tag_key", "tag_value"])
    .addPrimaryKeyConstraint("tag_of_resource", ["arn", "tag_key"])
    .execute();

  const token = ["caller_id", "operation", "client_token"] as const;
  await table(db, "kept_answer", [...token, "request_hash", "answer", "expires_at"])
    .addPrimaryKeyConstraint("kept_answer_key", [...token])
    .execute();
  await index(db, "kept_answer", ["expires_at"]);

  await table(db, "setting", ["setting_key", "setting_value"])
    .addPrimaryKeyConstraint("setting_name", ["setting_key"])
    .execute();
}

export const resources: Migration = { up };
