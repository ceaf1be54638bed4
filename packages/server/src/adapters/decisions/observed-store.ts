/** Reads decisions and handshakes together, in the order in which they were recorded. */
import { type Kysely, sql } from "kysely";
import type { HandshakeRecord } from "../../observe/handshake-record.ts";
import type { ObservedCall } from "../../observe/observed-call.ts";
import { ownTraceId, requestIdOf } from "../../observe/trace-context.ts";
import type { NumberedCall, ObservedQuery } from "../../telemetry-port.ts";
import { recordOfRow } from "./record-store.ts";
import type { RecordTables } from "./records-schema.ts";

/** A call begins before it is decided, and is numbered in a moment when others are; milliseconds. */
const slack = 5_000;
/** Calls under way for longer than the slack, whose end may be asked for. */
const mostLate = 1_000;
const mostOfTrace = 1_000;

interface Row {
  readonly seq: number;
  readonly document: string;
  /** Null for a handshake too. */
  readonly outcome: string | null;
  readonly late: string | null;
}

/** See {@link ObservedQuery}. */
export async function findObserved(
  db: Kysely<RecordTables>,
  query: ObservedQuery,
): Promise<readonly NumberedCall[]> {
  const { from, to, order, start, limit, gatewayIds } = query;
  if (gatewayIds?.length === 0) return [];
  const lowest = from === undefined ? 0 : await firstFrom(db, from - slack);
  const highest = to === undefined ? Number.MAX_SAFE_INTEGER : await firstFrom(db, to + slack);
  const late = from === undefined ? [] : await endedLater(db, { from, to, before: lowest });
  const gateways =
    gatewayIds === undefined
      ? sql``
      : sql`and d.gateway_id in (${sql.join(gatewayIds.map((id) => sql`${id}`))})`;
  const begun = sql`(d.seq >= ${lowest} and d.seq < ${highest})`;
  const within =
    late.length === 0 ? begun : sql`(${begun} or d.seq in (${sql.join(late.map((seq) => sql`${seq}`))}))`;
  const ascending = order === "oldest-first";
  const since =
    start === undefined ? sql`` : ascending ? sql`and d.seq >= ${start}` : sql`and d.seq <= ${start}`;
  const where = sql`where ${within} ${gateways} ${since}`;
  const sorted = sql`order by d.seq ${ascending ? sql`asc` : sql`desc`} limit ${limit}`;
  const { rows: decided } = await sql<Row>`
    select d.seq, d.document, d.outcome, o.document as late from decision d
    left join decision_outcome o on o.decision_id = d.decision_id ${where} ${sorted}`.execute(db);
  const { rows: shaken } = await sql<Row>`
    select d.seq, d.document, null as outcome, null as late from handshake d ${where} ${sorted}`.execute(db);
  const found = [...decided.map(decision), ...shaken.map(handshake)];
  return found.sort((a, b) => (ascending ? a.seq - b.seq : b.seq - a.seq)).slice(0, limit);
}

/** All of a trace, of a request or of a decision. */
export async function observedOfTrace(
  db: Kysely<RecordTables>,
  id: string,
): Promise<readonly ObservedCall[]> {
  const requestId = requestIdOf(id) ?? id;
  const trace = ownTraceId(id);
  const limited = sql`order by d.seq limit ${mostOfTrace}`;
  const { rows: decided } = await sql<Row>`
    select d.seq, d.document, d.outcome, o.document as late from decision d
    left join decision_outcome o on o.decision_id = d.decision_id
    where d.decision_id = ${id} or d.trace_id = ${trace}
      or (d.request_id = ${requestId} and (d.trace_id is null or ${id} = ${requestId})) ${limited}`.execute(
    db,
  );
  const { rows: shaken } = await sql<Row>`
    select d.seq, d.document, null as outcome, null as late from handshake d
    where d.handshake_id = ${id} or d.trace_id = ${trace}
      or (d.request_id = ${requestId} and (d.trace_id is null or ${id} = ${requestId})) ${limited}`.execute(
    db,
  );
  const found = [...decided.map(decision), ...shaken.map(handshake)];
  return found.sort((a, b) => a.seq - b.seq).map(({ call }) => call);
}

/** The number of the first record of that time or later, or one above all. */
async function firstFrom(db: Kysely<RecordTables>, time: number): Promise<number> {
  const since = instant(time);
  const { rows } = await sql<{ readonly seq: number }>`
    select * from (select seq from decision where time >= ${since} order by time, seq limit 1)
    union all select * from (select seq from handshake where time >= ${since} order by time, seq limit 1)`.execute(
    db,
  );
  const found = rows.map(({ seq }) => seq);
  return found.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...found);
}

/** Decisions of before whose calls ended in that time. */
async function endedLater(
  db: Kysely<RecordTables>,
  { from, to, before }: { readonly from: number; readonly to: number | undefined; readonly before: number },
): Promise<readonly number[]> {
  const until = instant(to ?? Number.MAX_SAFE_INTEGER);
  const { rows } = await sql<{ readonly seq: number }>`
    select d.seq from decision_outcome o join decision d on d.decision_id = o.decision_id
    where o.time >= ${instant(from)} and o.time <= ${until} and d.seq < ${before}
    order by o.time limit ${mostLate}`.execute(db);
  return rows.map(({ seq }) => seq);
}

/** ISO-8601; what no date can hold is the furthest that text can say. */
function instant(time: number): string {
  const furthest = 253_402_300_799_999;
  return new Date(Math.min(Math.max(time, 0), furthest)).toISOString();
}

function decision({ seq, ...row }: Row): NumberedCall {
  return { seq: Number(seq), call: recordOfRow(row) };
}

function handshake({ seq, document }: Row): NumberedCall {
  return { seq: Number(seq), call: JSON.parse(document) as HandshakeRecord };
}
