import type { Log } from "../../log.ts";
import type { McpCall } from "../../mcp-servers-port.ts";
import type { ToolDefinition } from "../../model.ts";
import type { Clock, ToolResult } from "../../ports.ts";
import type { CallEnding } from "./call-ending.ts";
import type { McpServerLimits } from "./mcp-server-limits.ts";

/** One MCP server, whichever way it is reached. */
export interface Upstream {
  /** Rejects with {@link UpstreamFailure}, also for a list that cannot be used. */
  tools(signal: AbortSignal): Promise<readonly ToolDefinition[]>;
  /** One attempt. Rejects with {@link UpstreamFailure}. */
  call(call: McpCall, ending: CallEnding): Promise<ToolResult>;
  /** Ends what nobody has used for long. */
  endIdle(): void;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  readonly limits: McpServerLimits;
  readonly clock: Clock;
  readonly log: Log;
  /** Numbers for JSON-RPC requests, each given once. */
  readonly nextId: () => number;
}
