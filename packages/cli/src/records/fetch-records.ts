import type { DecisionRecord } from "@toolgate/server";
import { CliError } from "../cli-error.ts";

/** What is asked of GET /toolgate/v1/decisions. */
export interface RecordsQuery {
  readonly gatewayId?: string | undefined;
  readonly decision?: string | undefined;
  readonly decisionId?: string | undefined;
  /** Only what was decided after this one, oldest first; newest first without it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Nothing listens there; told apart because a follower waits for it to come back. */
export class NotReachable extends CliError {}

/**
 * Asks a running Toolgate for decision records.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal or none of Toolgate's.
 */
export async function fetchRecords(
  query: RecordsQuery,
  options: { readonly url: string; readonly fetch: typeof fetch; readonly signal: AbortSignal },
): Promise<DecisionRecord[]> {
  const address = addressOf(options.url, query);
  let status: number;
  let text: string;
  try {
    const response = await options.fetch(address, {
      headers: { authorization: "Toolgate local" },
      redirect: "error",
      signal: options.signal,
    });
    status = response.status;
    text = await response.text();
  } catch (cause) {
    if (options.signal.aborted) return [];
    throw new NotReachable(
      `nothing answers at ${options.url} (${reasonOf(cause)}). Start it with: npx toolgate serve; or name another address with --url.`,
    );
  }
  if (status !== 200) throw new CliError(`${options.url} answered ${status}: ${text.slice(0, 500)}`);
  const records = readRecords(text);
  if (records === undefined) {
    throw new CliError(
      `${options.url} answered something that is no list of decision records; is it Toolgate?`,
    );
  }
  return records;
}

function addressOf(base: string, query: RecordsQuery): URL {
  let address: URL;
  try {
    address = new URL("/toolgate/v1/decisions", base);
  } catch {
    throw new CliError(`--url ${base}: not an address; one looks like http://127.0.0.1:4100`);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

function reasonOf(error: unknown): string {
  // undici says "fetch failed" and keeps the reason in the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function readRecords(text: string): DecisionRecord[] | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("decisions" in body)) return undefined;
    const { decisions } = body;
    return Array.isArray(decisions) && decisions.every(isRecord) ? decisions : undefined;
  } catch {
    return undefined;
  }
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
