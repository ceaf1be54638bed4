/** One change to the store, made through one transaction. */
import type { Kysely } from "kysely";
import type { StoreChange } from "../../store-port.ts";
import type { Tables } from "./schema.ts";
import { appendChange } from "./sql-changes.ts";
import { putDocument, removeDocument } from "./sql-documents.ts";
import { sqlView } from "./sql-view.ts";

/** A change through `db`, which is a transaction that may write. */
export function sqlChange(db: Kysely<Tables>): StoreChange {
  return { ...sqlView(db), put: puts(db), remove: removals(db), append: { change: appendChange(db) } };
}

function puts(db: Kysely<Tables>): StoreChange["put"] {
  return {
    document: putDocument(db),
    engine: async (engine) => {
      const row = {
        id: engine.id,
        account_id: engine.accountId,
        region: engine.region,
        name: engine.name,
        created_at: engine.createdAt,
        document: JSON.stringify(engine),
      };
      await db
        .insertInto("policy_engine")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
    policy: async (policy) => {
      const row = {
        id: policy.id,
        engine_id: policy.engineId,
        name: policy.name,
        created_at: policy.createdAt,
        document: JSON.stringify(policy),
      };
      await db
        .insertInto("policy")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
    gateway: async (gateway) => {
      const row = {
        id: gateway.id,
        account_id: gateway.accountId,
        region: gateway.region,
        name_key: gateway.name.toLowerCase(),
        engine_arn: gateway.policyEngine?.arn ?? null,
        created_at: gateway.createdAt,
        document: JSON.stringify(gateway),
      };
      await db
        .insertInto("gateway")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
    target: async (target) => {
      const row = {
        id: target.id,
        gateway_id: target.gatewayId,
        name_key: target.name.toLowerCase(),
        created_at: target.createdAt,
        document: JSON.stringify(target),
      };
      await db
        .insertInto("target")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
    tags: async (arn, tags) => {
      const rows = Object.entries(tags).map(([tag_key, tag_value]) => ({ arn, tag_key, tag_value }));
      if (rows.length === 0) return;
      await db
        .insertInto("tag")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["arn", "tag_key"])
            .doUpdateSet((tag) => ({ tag_value: tag.ref("excluded.tag_value") })),
        )
        .execute();
    },
    workloadIdentity: async (identity) => {
      const row = {
        account_id: identity.accountId,
        region: identity.region,
        name: identity.name,
        gateway_id: identity.gatewayId ?? null,
        created_at: identity.createdAt,
        document: JSON.stringify(identity),
      };
      await db
        .insertInto("workload_identity")
        .values(row)
        .onConflict((conflict) => conflict.columns(["account_id", "region", "name"]).doUpdateSet(row))
        .execute();
    },
    keptAnswer: async (kept) => {
      const row = {
        caller_id: kept.callerId,
        operation: kept.operation,
        client_token: kept.clientToken,
        request_hash: kept.requestHash,
        answer: kept.answer,
        expires_at: kept.expiresAt,
      };
      await db
        .insertInto("kept_answer")
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(["caller_id", "operation", "client_token"]).doUpdateSet(row),
        )
        .execute();
    },
    setting: async (key, value) => {
      await db
        .insertInto("setting")
        .values({ setting_key: key, setting_value: value })
        .onConflict((conflict) => conflict.column("setting_key").doUpdateSet({ setting_value: value }))
        .execute();
    },
  };
}

function removals(db: Kysely<Tables>): StoreChange["remove"] {
  const byId = async (table: "policy_engine" | "policy" | "gateway" | "target", id: string) => {
    await db.deleteFrom(table).where("id", "=", id).execute();
  };
  return {
    document: removeDocument(db),
    engine: ({ id }) => byId("policy_engine", id),
    policy: ({ id }) => byId("policy", id),
    gateway: ({ id }) => byId("gateway", id),
    target: ({ id }) => byId("target", id),
    tags: async (arn, keys) => {
      const all = db.deleteFrom("tag").where("arn", "=", arn);
      await (keys === undefined ? all : all.where("tag_key", "in", [...keys])).execute();
    },
    workloadIdentity: async ({ accountId, region }, name) => {
      await db
        .deleteFrom("workload_identity")
        .where("account_id", "=", accountId)
        .where("region", "=", region)
        .where("name", "=", name)
        .execute();
    },
    keptAnswersBefore: async (instant) => {
      await db.deleteFrom("kept_answer").where("expires_at", "<=", instant).execute();
    },
  };
}
