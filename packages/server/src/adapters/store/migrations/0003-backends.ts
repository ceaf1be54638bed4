/** Targets say what answers their calls: a Lambda function stood where now any backend can. */
import { type Kysely, type Migration, sql } from "kysely";

interface OldTarget {
  readonly lambda?: { readonly lambdaArn: string; readonly tools: readonly unknown[] };
}

async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; document: string }>`select id, document from target`.execute(db);
  for (const { id, document } of rows) {
    const { lambda, ...target } = JSON.parse(document) as OldTarget;
    if (lambda === undefined) continue;
    const { lambdaArn, tools } = lambda;
    const now = JSON.stringify({ ...target, backend: { kind: "lambda", lambdaArn }, tools });
    await sql`update target set document = ${now} where id = ${id}`.execute(db);
  }
}

export const backends: Migration = { up };
