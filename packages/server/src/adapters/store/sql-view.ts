/** What the store holds, read through one transaction. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Gateway, Place, Policy, PolicyEngine, Target, WorkloadIdentity } from "../../model.ts";
import type { PageRequest, Position, StoreView } from "../../store-port.ts";
import type { Tables } from "./schema.ts";
import { findChanges } from "./sql-changes.ts";
import { documentsIn } from "./sql-documents.ts";

interface Row {
  readonly document: string;
}

/** Only this store writes documents, so what comes out is what went in. */
function read<Resource>(row: Row): Resource {
  return JSON.parse(row.document) as Resource;
}

async function one<Resource>(query: { executeTakeFirst(): Promise<Row | undefined> }) {
  const row = await query.executeTakeFirst();
  return row && read<Resource>(row);
}

async function many<Resource>(query: { execute(): Promise<Row[]> }) {
  return (await query.execute()).map((row) => read<Resource>(row));
}

/** The rows beyond a position of the order (created_at, idColumn). */
function beyond(after: Position | undefined, idColumn: "id" | "name"): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`1 = 1`;
  return sql<boolean>`(created_at, ${sql.ref(idColumn)}) > (${after.createdAt}, ${after.id})`;
}

/** A view through `db`, which is a transaction. */
export function sqlView(db: Kysely<Tables>): StoreView {
  const enginesOf = ({ accountId, region }: Place) =>
    db
      .selectFrom("policy_engine")
      .select("document")
      .where("account_id", "=", accountId)
      .where("region", "=", region);
  const policiesOf = (engineId: string) =>
    db.selectFrom("policy").select("document").where("engine_id", "=", engineId);
  const gateways = () => db.selectFrom("gateway").select("document").orderBy("created_at").orderBy("id");
  const gatewaysOf = ({ accountId, region }: Place) =>
    gateways().where("account_id", "=", accountId).where("region", "=", region);
  const targetsOf = (gatewayId: string) =>
    db.selectFrom("target").select("document").where("gateway_id", "=", gatewayId);
  const identitiesOf = ({ accountId, region }: Place) =>
    db
      .selectFrom("workload_identity")
      .select("document")
      .where("account_id", "=", accountId)
      .where("region", "=", region);

  return {
    engines: {
      get: (place, id) => one<PolicyEngine>(enginesOf(place).where("id", "=", id)),
      byName: (place, name) => one<PolicyEngine>(enginesOf(place).where("name", "=", name)),
      page: (place, { after, limit }) =>
        many<PolicyEngine>(
          enginesOf(place).where(beyond(after, "id")).orderBy("created_at").orderBy("id").limit(limit),
        ),
      all: () =>
        many<PolicyEngine>(
          db.selectFrom("policy_engine").select("document").orderBy("created_at").orderBy("id"),
        ),
    },
    policies: {
      get: (engineId, id) => one<Policy>(policiesOf(engineId).where("id", "=", id)),
      byName: (engineId, name) => one<Policy>(policiesOf(engineId).where("name", "=", name)),
      page: (engineId, { after, limit }) =>
        many<Policy>(
          policiesOf(engineId).where(beyond(after, "id")).orderBy("created_at").orderBy("id").limit(limit),
        ),
      all: (engineId) => many<Policy>(policiesOf(engineId).orderBy("created_at").orderBy("id")),
    },
    gateways: {
      get: (place, id) => one<Gateway>(gatewaysOf(place).where("id", "=", id)),
      byName: (place, name) => one<Gateway>(gatewaysOf(place).where("name_key", "=", name.toLowerCase())),
      page: (place, { after, limit }: PageRequest) =>
        many<Gateway>(gatewaysOf(place).where(beyond(after, "id")).limit(limit)),
      onEngine: (engineArn) => many<Gateway>(gateways().where("engine_arn", "=", engineArn)),
      all: () => many<Gateway>(gateways()),
    },
    targets: {
      get: (gatewayId, id) => one<Target>(targetsOf(gatewayId).where("id", "=", id)),
      byName: (gatewayId, name) =>
        one<Target>(targetsOf(gatewayId).where("name_key", "=", name.toLowerCase())),
      page: (gatewayId, { after, limit }) =>
        many<Target>(
          targetsOf(gatewayId).where(beyond(after, "id")).orderBy("created_at").orderBy("id").limit(limit),
        ),
      all: (gatewayId) => many<Target>(targetsOf(gatewayId).orderBy("created_at").orderBy("id")),
    },
    tags: {
      of: async (arn) => {
        const rows = await db
          .selectFrom("tag")
          .selectAll()
          .where("arn", "=", arn)
          .orderBy("tag_key")
          .execute();
        return Object.fromEntries(rows.map((row) => [row.tag_key, row.tag_value]));
      },
    },
    workloadIdentities: {
      get: (place, name) => one<WorkloadIdentity>(identitiesOf(place).where("name", "=", name)),
      page: (place, { after, limit }) =>
        many<WorkloadIdentity>(
          identitiesOf(place).where(beyond(after, "name")).orderBy("created_at").orderBy("name").limit(limit),
        ),
    },
    keptAnswers: {
      find: async (callerId, operation, clientToken) => {
        const row = await db
          .selectFrom("kept_answer")
          .selectAll()
          .where("caller_id", "=", callerId)
          .where("operation", "=", operation)
          .where("client_token", "=", clientToken)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const { request_hash: requestHash, answer, expires_at: expiresAt } = row;
        return { callerId, operation, clientToken, requestHash, answer, expiresAt };
      },
    },
    documents: documentsIn(db),
    changes: { find: (query) => findChanges(db, query) },
    settings: {
      get: async (key) => {
        const row = await db
          .selectFrom("setting")
          .select("setting_value")
          .where("setting_key", "=", key)
          .executeTakeFirst();
        return row?.setting_value;
      },
    },
  };
}
