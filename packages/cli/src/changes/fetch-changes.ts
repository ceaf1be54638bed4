import type { Change } from "@toolgate/server";
import { type Asking, askToolgate } from "../lists/ask-toolgate.ts";

/** What is asked of GET /toolgate/v1/changes. */
export interface ChangesQuery {
  /** Id or ARN of a resource, or of what holds it. */
  readonly resource?: string | undefined;
  /** Only what was changed after this one, oldest first; newest first without it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Asks a running Toolgate for changes. An answer has a limit of its own, so the newest are asked for until there are
 * as many as wanted, or no more.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal or none of Toolgate's.
 */
export async function fetchChanges(query: ChangesQuery, asking: Asking): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (;;) {
    const page = await askToolgate(
      "/toolgate/v1/changes",
      { ...query, limit: query.limit - changes.length, before: changes.at(-1)?.changeId },
      asking,
      { name: "list of changes", read: readPage },
    );
    changes.push(...(page?.changes ?? []));
    const more = page?.truncated === true && changes.length < query.limit;
    if (!more || query.after !== undefined) return changes;
  }
}

interface Page {
  readonly changes: readonly Change[];
  readonly truncated: boolean;
}

function readPage(body: unknown): Page | undefined {
  if (typeof body !== "object" || body === null || !("changes" in body) || !("truncated" in body)) {
    return undefined;
  }
  const { changes, truncated } = body;
  if (!Array.isArray(changes) || !changes.every(isChange)) return undefined;
  // An empty page that says that there is more would be asked for for ever.
  return { changes, truncated: truncated === true && changes.length > 0 };
}

/** The members that the lines are made of; the rest is passed on as it came. */
function isChange(value: unknown): value is Change {
  if (typeof value !== "object" || value === null) return false;
  const { resource, ...change } = value as Record<string, unknown>;
  return (
    ["changeId", "time", "callerId", "operation", "action"].every(
      (name) => typeof change[name] === "string",
    ) &&
    typeof resource === "object" &&
    resource !== null &&
    "kind" in resource &&
    typeof resource.kind === "string" &&
    "id" in resource &&
    typeof resource.id === "string"
  );
}
