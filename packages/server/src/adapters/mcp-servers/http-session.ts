import type { HttpEndpoint } from "./http-endpoint.ts";
import { ownHeaders } from "./own-headers.ts";
import { statelessRevision } from "./revision.ts";

/** What was agreed on with a server. Without an id, the server keeps no session. */
export interface HttpSession {
  readonly revision: string;
  readonly id?: string | undefined;
}

const endMillis = 5_000;

const headerLists = new WeakMap<HttpSession, string[]>();

/** {@link ownHeaders} and {@link sessionHeaders} as names and values in turns, made once for each session. */
export function sessionHeaderList(session: HttpSession): string[] {
  const known = headerLists.get(session);
  if (known !== undefined) return known;
  const list = Object.entries({ ...ownHeaders, ...sessionHeaders(session) }).flat();
  headerLists.set(session, list);
  return list;
}

/** The headers of every message of a session. Source: MCP, Streamable HTTP. */
export function sessionHeaders({ revision, id }: HttpSession): Record<string, string> {
  return {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    "mcp-protocol-version": revision,
    ...(id === undefined ? {} : { "mcp-session-id": id }),
  };
}

/** Sends what needs no answer: a notification, or an answer to the server. Never rejects. */
export async function tell(endpoint: HttpEndpoint, session: HttpSession, body: string): Promise<void> {
  // Stateless servers take requests only.
  if (session.revision === statelessRevision) return;
  await attempt(endpoint, { method: "POST", headers: sessionHeaders(session), body });
}

/** Tells the server that a session is over. Never rejects: the server may have none, or be gone. */
export async function endSession(endpoint: HttpEndpoint, session: HttpSession): Promise<void> {
  if (session.id !== undefined)
    await attempt(endpoint, { method: "DELETE", headers: sessionHeaders(session) });
}

async function attempt(endpoint: HttpEndpoint, request: Parameters<HttpEndpoint["send"]>[0]): Promise<void> {
  const signal = AbortSignal.timeout(endMillis);
  try {
    const { body } = await endpoint.send(request, signal);
    await body.dump({ limit: 65_536, signal });
  } catch {
    // Nothing depends on it.
  }
}
