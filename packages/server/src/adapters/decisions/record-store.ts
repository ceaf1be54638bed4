import type { Kysely } from "kysely";
import { requestIdOf } from "../../observe/trace-context.ts";
import type { DecisionOutcome, DecisionQuery, DecisionRecord } from "../../ports.ts";
import type { RecordTables } from "./records-schema.ts";

/** The highest number given so far; 0 in an empty store. */
export async function lastSequence(db: Kysely<RecordTables>): Promise<number> {
  const lastOf = async (table: keyof RecordTables) => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max("seq").as("last"))
      .executeTakeFirst();
    return Number(row?.last ?? 0);
  };
  return Math.max(await lastOf("decision"), await lastOf("decision_outcome"), await lastOf("handshake"));
}

/** See {@link DecisionQuery}; an `afterDecisionId` that is not kept any more means: from the oldest record kept. */
export async function findRecords(db: Kysely<RecordTables>, query: DecisionQuery): Promise<DecisionRecord[]> {
  const { gatewayId, decisionId, requestId, traceId, decision, afterDecisionId, limit } = query;
  let rows = db
    .selectFrom("decision")
    .leftJoin("decision_outcome", "decision_outcome.decision_id", "decision.decision_id")
    .select(["decision.document", "decision.outcome", "decision_outcome.document as late"])
    .orderBy("decision.seq", afterDecisionId === undefined ? "desc" : "asc")
    .limit(limit);
  if (gatewayId !== undefined) rows = rows.where("decision.gateway_id", "=", gatewayId);
  if (decisionId !== undefined) rows = rows.where("decision.decision_id", "=", decisionId);
  if (requestId !== undefined) rows = rows.where("decision.request_id", "=", requestId);
  if (traceId !== undefined) {
    rows = rows.where(({ eb, or }) =>
      or([
        eb("decision.trace_id", "=", traceId),
        // The trace that a request started.
        eb.and([
          eb("decision.request_id", "=", requestIdOf(traceId) ?? traceId),
          eb("decision.trace_id", "is", null),
        ]),
      ]),
    );
  }
  if (decision !== undefined) rows = rows.where("decision.decision", "=", decision);
  if (afterDecisionId !== undefined) {
    const after = await db
      .selectFrom("decision")
      .select("seq")
      .where("decision_id", "=", afterDecisionId)
      .executeTakeFirst();
    rows = rows.where("decision.seq", ">", after?.seq ?? 0);
  }
  return (await rows.execute()).map(recordOfRow);
}

/** A record with its outcome, wherever that was written. */
export function recordOfRow({
  document,
  outcome,
  late,
}: {
  readonly document: string;
  readonly outcome: string | null;
  readonly late: string | null;
}): DecisionRecord {
  const ended = outcome ?? late;
  return {
    ...(JSON.parse(document) as DecisionRecord),
    ...(ended === null ? {} : { outcome: JSON.parse(ended) as DecisionOutcome }),
  };
}
