import { setTimeout as pause } from "node:timers/promises";
import type { McpCall } from "../../mcp-servers-port.ts";
import { paramHeaders } from "../../param-headers.ts";
import type { ConnectRules } from "../outbound/connect-rules.ts";
import type { CallEnding } from "./call-ending.ts";
import { callNotifications } from "./call-notifications.ts";
import { exchange } from "./http-answer.ts";
import { connectHttp } from "./http-connection.ts";
import { openHttpEndpoint } from "./http-endpoint.ts";
import { endSession, type HttpSession, tell } from "./http-session.ts";
import { createKeptSessions } from "./kept-sessions.ts";
import { listTools } from "./list-tools.ts";
import { headersOf, headerText } from "./param-headers.ts";
import { statelessRevision, upstreamMeta } from "./revision.ts";
import { callParams, notificationText, requestText } from "./rpc-message.ts";
import { toToolResult } from "./tool-result.ts";
import type { Upstream, UpstreamOptions } from "./upstream.ts";
import { cancelReason, SessionLost, UpstreamFailure } from "./upstream-failure.ts";

/** How long closing waits for servers to be told that their sessions are over. */
const goodbyeMillis = 1_000;

/**
 * An MCP server over streamable HTTP. The official client negotiates and lists; calls are requests of our own.
 * @throws UpstreamFailure for a URL that is never called.
 */
export function createHttpUpstream(url: string, rules: ConnectRules, options: UpstreamOptions): Upstream {
  const { limits, clock, log, nextId } = options;
  const endpoint = openHttpEndpoint(url, rules, limits);
  /** Agreed on with a server that keeps no sessions: nothing in it belongs to a principal, so all use it. */
  let shared: HttpSession | undefined;
  /** Whether the server is known to want a handshake, so that it need not be asked again. */
  let handshake = false;

  const sessions = createKeptSessions<HttpSession>({
    max: limits.sessions,
    idleMillis: limits.idleMillis,
    clock,
    async open() {
      const timeoutMillis = limits.connectMillis;
      const signal = AbortSignal.timeout(timeoutMillis);
      const connection = await connectHttp(
        endpoint,
        { handshake, timeoutMillis, maxBytes: limits.answerBytes },
        signal,
      ).catch((error: unknown) => {
        throw signal.aborted ? lateSession(endpoint.name, timeoutMillis) : error;
      });
      await connection.release();
      learn(connection.session);
      return connection.session;
    },
    end: (session) => endSession(endpoint, session),
    full: () =>
      new UpstreamFailure(`${endpoint.name}: all ${limits.sessions} sessions are in use`, { trouble: false }),
  });

  function learn(session: HttpSession): void {
    handshake = session.revision !== statelessRevision;
    shared = session.id === undefined ? session : undefined;
  }

  function unlearn(session: HttpSession): void {
    if (shared === session) shared = undefined;
    handshake = false;
    sessions.forget(session);
  }

  async function callIn(session: HttpSession, call: McpCall, ending: CallEnding) {
    const id = nextId();
    const told = callNotifications(call, id, limits);
    const params = callParams(call, upstreamMeta(call.meta, session.revision, told?.asked));
    const request = {
      id,
      hear: told?.hear,
      body: requestText(id, "tools/call", params),
      headers: session.revision === statelessRevision ? statelessHeaders(call) : [],
    };
    try {
      return toToolResult(await exchange(endpoint, session, request, limits, ending), endpoint.name);
    } catch (error) {
      if (error instanceof SessionLost) unlearn(session);
      if (ending.aborted) {
        const why = JSON.stringify({ requestId: id, reason: cancelReason(ending) });
        void tell(endpoint, session, notificationText("notifications/cancelled", why));
      }
      throw error;
    }
  }

  return {
    async tools(signal) {
      const bounds = { handshake: false, timeoutMillis: limits.listMillis, maxBytes: limits.listBytes };
      const connection = await connectHttp(endpoint, bounds, signal);
      const { session } = connection;
      try {
        const tools = await listTools(connection.page, limits);
        learn(session);
        if (session.revision !== statelessRevision) return tools;
        return tools.filter(({ name, inputSchema }) => {
          const declared = paramHeaders(inputSchema);
          if (!declared.ok) log.warn({ endpoint: url, tool: name, why: declared.why }, "a tool was left out");
          return declared.ok;
        });
      } finally {
        await connection.release();
        void endSession(endpoint, session);
      }
    },
    call: (call, ending) =>
      shared === undefined
        ? sessions.use(call.session, ending, (session) => callIn(session, call, ending))
        : callIn(shared, call, ending),
    endIdle: () => sessions.endIdle(),
    async close() {
      await Promise.race([sessions.close(), pause(goodbyeMillis, undefined, { ref: false })]);
      await endpoint.close();
    },
  };
}

/** Source: MCP 2026-07-28, Streamable HTTP, "Standard Request Headers". */
function statelessHeaders({ tool, inputSchema, arguments: args }: McpCall): readonly string[] {
  const declared = paramHeaders(inputSchema);
  const repeated = declared.ok ? Object.entries(headersOf(declared.params, args)) : [];
  return ["mcp-method", "tools/call", "mcp-name", headerText(tool), ...repeated.flat()];
}

function lateSession(name: string, millis: number): UpstreamFailure {
  return new UpstreamFailure(`${name} did not open a session within ${millis} ms`, { kind: "timeout" });
}
