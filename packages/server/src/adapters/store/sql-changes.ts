/** The control plane's log in SQL: added to, and read. */
import type { Kysely } from "kysely";
import type { Change } from "../../model.ts";
import type { ChangePage, ChangeQuery } from "../../store-port.ts";
import type { Tables } from "./schema.ts";

const idDigits = 12;
/** A change holds its resource twice, and a target's tools alone may be a million characters. */
const mostCharacters = 4_000_000;

/** Adds lines through `db`, which is a transaction: no other one takes the same number meanwhile. */
export function appendChange(db: Kysely<Tables>) {
  return async (change: Omit<Change, "changeId">): Promise<void> => {
    const last = await db
      .selectFrom("change")
      .select((row) => row.fn.max<string | null>("id").as("id"))
      .executeTakeFirst();
    const { id, arn, parentId, parentArn } = change.resource;
    await db
      .insertInto("change")
      .values({
        id: String(Number(last?.id ?? 0) + 1).padStart(idDigits, "0"),
        resource_id: id,
        resource_arn: arn,
        parent_id: parentId ?? null,
        parent_arn: parentArn ?? null,
        document: JSON.stringify(change),
      })
      .execute();
  };
}

/** The lines asked for, as many of them as come to four million characters, and one in any case. */
export async function findChanges(db: Kysely<Tables>, query: ChangeQuery): Promise<ChangePage> {
  const { after, before, resource, limit } = query;
  let rows = db
    .selectFrom("change")
    .select((row) => ["id", row.fn<number>("length", ["document"]).as("size")])
    .orderBy("id", after === undefined ? "desc" : "asc")
    .limit(limit);
  if (after !== undefined) rows = rows.where("id", ">", after);
  if (before !== undefined) rows = rows.where("id", "<", before);
  if (resource !== undefined) {
    rows = rows.where((row) =>
      row.or([
        row("resource_id", "=", resource),
        row("resource_arn", "=", resource),
        row("parent_id", "=", resource),
        row("parent_arn", "=", resource),
      ]),
    );
  }
  const found = await rows.execute();
  let size = 0;
  const fitting = found.filter((row, index) => {
    size += Number(row.size);
    return index === 0 || size <= mostCharacters;
  });
  const changes: Change[] = [];
  for (const { id } of fitting) {
    const row = await db
      .selectFrom("change")
      .select("document")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    changes.push({ changeId: id, ...(JSON.parse(row.document) as Omit<Change, "changeId">) });
  }
  return { changes, truncated: fitting.length < found.length };
}
