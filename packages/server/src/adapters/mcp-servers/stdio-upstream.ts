import { setTimeout as pause } from "node:timers/promises";
import type { McpCall } from "../../mcp-servers-port.ts";
import { createHandlerOutput } from "../processes/handler-output.ts";
import { findProcessGuard } from "../processes/process-guard.ts";
import { callNotifications } from "./call-notifications.ts";
import { createKeptSessions } from "./kept-sessions.ts";
import { listTools, toolPageSchema } from "./list-tools.ts";
import type { StdioServerConfig } from "./mcp-servers-schema.ts";
import { upstreamMeta } from "./revision.ts";
import { callParams } from "./rpc-message.ts";
import { type StdioSurroundings, startStdioProcess } from "./stdio-process.ts";
import { openStdioSession, read, type StdioSession } from "./stdio-session.ts";
import { toToolResult } from "./tool-result.ts";
import type { Upstream, UpstreamOptions } from "./upstream.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

const longestBackoffMillis = 5_000;

/** An MCP server that is a command: a process for each session key, since such servers serve one user. */
export function createStdioUpstream(
  serverName: string,
  config: StdioServerConfig,
  surroundings: StdioSurroundings,
  options: UpstreamOptions,
): Upstream {
  const { limits, clock, log, nextId } = options;
  const name = `The MCP server stdio://${serverName}`;
  const output = createHandlerOutput("mcpServer", serverName, log);
  const running = new Set<StdioSession["process"]>();
  let guard: ReturnType<typeof findProcessGuard> | undefined;
  /** Since the last call that brought an answer. */
  let crashes = 0;
  let closed = false;

  const sessions = createKeptSessions<StdioSession>({
    max: limits.processes,
    idleMillis: limits.idleMillis,
    clock,
    async open() {
      // The first crash may be an accident, so the second start waits for nothing.
      if (crashes > 1) await pause(Math.min(limits.backoffMillis * 2 ** (crashes - 2), longestBackoffMillis));
      const session = await start(limits.answerBytes, limits.startMillis);
      void session.process.ended.then(() => sessions.forget(session));
      return session;
    },
    end: ({ process }) => process.stop(),
    full: () =>
      new UpstreamFailure(`${name}: all ${limits.processes} of its processes are in use`, { trouble: false }),
  });

  async function start(limitBytes: number, timeoutMillis: number): Promise<StdioSession> {
    guard ??= findProcessGuard();
    const found = await guard;
    if (closed)
      throw new UpstreamFailure(`${name} is not started: Toolgate is shutting down`, { trouble: false });
    const process = startStdioProcess({
      name,
      config,
      surroundings,
      guard: found,
      output,
      limitBytes,
      onStray: (line) =>
        log.warn({ mcpServer: serverName, line: quoted(line) }, "an MCP server wrote what is no message"),
    });
    running.add(process);
    void process.ended.then(() => running.delete(process));
    const late = new AbortController();
    const timer = setTimeout(() => {
      const why = `${name} was not ready within ${timeoutMillis} ms and was stopped`;
      late.abort(new UpstreamFailure(why, { kind: "timeout" }));
    }, timeoutMillis);
    try {
      return await openStdioSession(process, { name, nextId, signal: late.signal });
    } catch (error) {
      crashes += 1;
      void process.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A process that does not even answer a ping would keep its principal's calls hanging. */
  async function stopIfStuck({ process }: StdioSession): Promise<void> {
    const signal = AbortSignal.timeout(limits.connectMillis);
    await process.channel.request(nextId(), "ping", "{}", signal).catch(() => process.stop());
  }

  async function callIn(session: StdioSession, call: McpCall, signal: AbortSignal) {
    const id = nextId();
    const told = callNotifications(call, id, limits);
    const params = callParams(call, upstreamMeta(call.meta, session.revision, told?.asked));
    try {
      const { channel } = session.process;
      const answer = await channel.request(id, "tools/call", params, signal, told?.hear);
      crashes = 0;
      return toToolResult(answer, name);
    } catch (error) {
      if (!session.process.alive()) {
        crashes += 1;
        sessions.forget(session);
      } else if (signal.aborted) void stopIfStuck(session);
      throw error;
    }
  }

  return {
    async tools(signal) {
      const { process, revision, hasTools } = await start(limits.listBytes, limits.startMillis);
      try {
        if (!hasTools) return [];
        return await listTools(async (cursor) => {
          const meta = upstreamMeta(undefined, revision);
          const members = [
            ...(cursor === undefined ? [] : [`"cursor":${JSON.stringify(cursor)}`]),
            ...(meta === undefined ? [] : [`"_meta":${meta}`]),
          ];
          const params = `{${members.join(",")}}`;
          return read(
            await process.channel.request(nextId(), "tools/list", params, signal),
            toolPageSchema,
            name,
          );
        }, limits);
      } finally {
        await process.stop();
      }
    },
    call: (call, { signal }) =>
      sessions.use(call.session, { signal }, (session) => callIn(session, call, signal)),
    endIdle: () => sessions.endIdle(),
    async close() {
      closed = true;
      await Promise.all([sessions.close(), ...[...running].map((process) => process.stop())]);
    },
  };
}
