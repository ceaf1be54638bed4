import type { DecisionRecord } from "@toolgate/server";
import { type Asking, askToolgate } from "../lists/ask-toolgate.ts";

/** What is asked of GET /toolgate/v1/decisions. */
export interface RecordsQuery {
  readonly gatewayId?: string | undefined;
  readonly decision?: string | undefined;
  readonly decisionId?: string | undefined;
  /** Only what was decided after this one, oldest first; newest first without it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Asks a running Toolgate for decision records.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal or none of Toolgate's.
 */
export async function fetchRecords(query: RecordsQuery, asking: Asking): Promise<readonly DecisionRecord[]> {
  const expected = { name: "list of decision records", read: readRecords };
  return (await askToolgate("/toolgate/v1/decisions", query, asking, expected)) ?? [];
}

function readRecords(body: unknown): readonly DecisionRecord[] | undefined {
  if (typeof body !== "object" || body === null || !("decisions" in body)) return undefined;
  const { decisions } = body;
  return Array.isArray(decisions) && decisions.every(isRecord) ? decisions : undefined;
}

/** The members that the lines are made of; the rest is passed on as it came. */
function isRecord(value: unknown): value is DecisionRecord {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Record<string, unknown>;
  return (
    ["decisionId", "time", "method", "mode", "decision", "enforced", "reason"].every(
      (name) => typeof record[name] === "string",
    ) &&
    ["determiningPolicies", "erroredPolicies", "logOnlyFlipping"].every((name) => Array.isArray(record[name]))
  );
}
