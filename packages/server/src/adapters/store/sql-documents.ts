/** Documents of the services around the gateway, in SQL. */
import type { Kysely } from "kysely";
import type { StoreChange, StoreView } from "../../store-port.ts";
import type { Tables } from "./schema.ts";

/** Rows; a list that names no limit is cut here. */
const longestList = 10_000;

export function documentsIn(db: Kysely<Tables>): StoreView["documents"] {
  const from = (collection: string) =>
    db.selectFrom("document").selectAll().where("collection", "=", collection);
  return {
    get: async (collection, key) => {
      const row = await from(collection).where("document_key", "=", key).executeTakeFirst();
      return row && read(row);
    },
    list: async (collection, { prefix = "", after, limit = longestList } = {}) => {
      let query = from(collection).orderBy("document_key").limit(limit);
      if (prefix !== "")
        query = query.where("document_key", ">=", prefix).where("document_key", "<", `${prefix}\u{10ffff}`);
      if (after !== undefined) query = query.where("document_key", ">", after);
      return (await query.execute()).map(read);
    },
  };
}

function read(row: Tables["document"]) {
  const { collection, document_key: key, arn, document, sealed } = row;
  return { collection, key, arn, body: JSON.parse(document) as unknown, sealed: sealed ?? undefined };
}

export function putDocument(db: Kysely<Tables>): StoreChange["put"]["document"] {
  return async ({ collection, key, arn, body, sealed }) => {
    const row = {
      collection,
      document_key: key,
      arn,
      document: JSON.stringify(body),
      sealed: sealed ?? null,
    };
    await db
      .insertInto("document")
      .values(row)
      .onConflict((conflict) => conflict.columns(["collection", "document_key"]).doUpdateSet(row))
      .execute();
  };
}

export function removeDocument(db: Kysely<Tables>): StoreChange["remove"]["document"] {
  return async (collection, key) => {
    await db
      .deleteFrom("document")
      .where("collection", "=", collection)
      .where("document_key", "=", key)
      .execute();
  };
}
