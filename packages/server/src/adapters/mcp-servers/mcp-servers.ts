import type { z } from "zod";
import type { Log } from "../../log.ts";
import { McpServerFailure, type McpServers } from "../../mcp-servers-port.ts";
import type { Clock } from "../../ports.ts";
import type { ConnectRules } from "../outbound/connect-rules.ts";
import { describeUrl } from "../outbound/outbound-url.ts";
import { type GuardedUpstream, guardUpstream } from "./guarded-upstream.ts";
import { createHttpUpstream } from "./http-upstream.ts";
import { defaultMcpServerLimits, type McpServerLimits } from "./mcp-server-limits.ts";
import type { mcpServersSchema } from "./mcp-servers-schema.ts";
import { createStdioUpstream } from "./stdio-upstream.ts";
import type { Upstream, UpstreamOptions } from "./upstream.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

export interface McpServersOptions extends ConnectRules {
  /** Commands by name, reached as `stdio://<name>`. */
  readonly stdioServers: z.output<typeof mcpServersSchema>;
  /** The folder that commands start from. */
  readonly baseFolder: string;
  readonly limits?: Partial<McpServerLimits> | undefined;
  readonly log: Log;
  readonly clock: Clock;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

const stdioScheme = "stdio://";

/** MCP servers behind the gateway, each endpoint on its own; `close` it to end sessions and processes. */
export function createMcpServers(options: McpServersOptions): McpServers {
  const { stdioServers, baseFolder, log, clock, environment = process.env } = options;
  const limits = { ...defaultMcpServerLimits, ...options.limits };
  const endpoints = new Map<string, GuardedUpstream>();
  let lastId = 0;
  let closed = false;
  const upstreamOptions: UpstreamOptions = { limits, clock, log, nextId: () => ++lastId };

  function open(endpoint: string): Upstream {
    if (!endpoint.startsWith(stdioScheme)) return createHttpUpstream(endpoint, options, upstreamOptions);
    const name = endpoint.slice(stdioScheme.length);
    const config = Object.hasOwn(stdioServers, name) ? stdioServers[name] : undefined;
    if (config !== undefined) {
      return createStdioUpstream(name, config, { baseFolder, environment }, upstreamOptions);
    }
    const names = Object.keys(stdioServers).join(", ");
    throw new UpstreamFailure(
      `The configuration names no MCP server ${JSON.stringify(quoted(name, 64))} under mcpServers; it names ${names || "none"}`,
      { trouble: false },
    );
  }

  /** @throws UpstreamFailure for an endpoint that is never called. */
  function upstreamOf(endpoint: string): GuardedUpstream {
    if (closed) throw new UpstreamFailure("Toolgate is shutting down", { trouble: false });
    const known = endpoints.get(endpoint);
    if (known !== undefined) return known;
    const upstream = open(endpoint);
    const shown = endpoint.startsWith(stdioScheme) ? endpoint : describeUrl(endpoint);
    const guarded = guardUpstream(`The MCP server ${shown}`, upstream, upstreamOptions);
    endpoints.set(endpoint, guarded);
    return guarded;
  }

  const sweep = setInterval(() => {
    const before = clock.now() - limits.idleMillis;
    for (const [endpoint, upstream] of endpoints) {
      upstream.endIdle();
      const unusedSince = upstream.unusedSince();
      if (unusedSince === undefined || unusedSince > before) continue;
      endpoints.delete(endpoint);
      void upstream.close();
    }
  }, limits.sweepMillis).unref();

  return {
    async tools(endpoint) {
      try {
        return await upstreamOf(endpoint).tools();
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new McpServerFailure(
          `Failed to connect and fetch tools from the provided MCP target server. Error - ${cause}`,
          { cause: error },
        );
      }
    },
    call(call) {
      let upstream: GuardedUpstream;
      try {
        upstream = upstreamOf(call.endpoint);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        return Promise.resolve({ ok: false, kind: error.kind, cause: error.message });
      }
      return upstream.call(call);
    },
    async close() {
      closed = true;
      clearInterval(sweep);
      await Promise.all([...endpoints.values()].map((upstream) => upstream.close()));
    },
  };
}
