/** MCP servers behind the gateway, as its use cases need them. */
import type { McpLogLevel } from "./mcp-log-level.ts";
import type { JsonSchema, ToolDefinition } from "./model.ts";
import type { ToolResult } from "./ports.ts";

/** One call of a tool on an MCP server. */
export interface McpCall {
  readonly endpoint: string;
  /** The tool's own name. */
  readonly tool: string;
  /** As the server listed it: it may ask for arguments to be repeated as headers. */
  readonly inputSchema: JsonSchema;
  /** JSON text of the arguments, exactly what was decided on. */
  readonly arguments: string;
  /** The caller's `_meta` as JSON text, where there is one. */
  readonly meta?: string | undefined;
  /**
   * Upstream sessions are kept for one principal on one gateway, never shared; without a key, the call has one of its own,
   * which ends with it.
   */
  readonly session: string | undefined;
  /** The tool's annotations say that a repeated call does no harm, so a broken connection may be tried again. */
  readonly repeatable: boolean;
  readonly requestId: string;
  /** Who hears of the call while it runs, where somebody does. */
  readonly listener?: CallListener | undefined;
}

/** Hears what an MCP server tells of a call before it answers. */
export interface CallListener {
  /** JSON text of a notification: as the server sent it, but with the caller's own progress token. */
  readonly notify: (notification: string) => void;
  /** The least severe log messages that are wanted; undefined for none. */
  readonly logLevel: McpLogLevel | undefined;
  /** Aborted when nobody waits for the answer any more, so that the call is cancelled. */
  readonly gone: AbortSignal;
}

/** MCP servers behind the gateway, over streamable HTTP and stdio. Calls never throw for what a server does. */
export interface McpServers {
  /**
   * Connects, negotiates and lists every tool.
   * @throws McpServerFailure naming the endpoint and the cause.
   */
  tools(endpoint: string): Promise<readonly ToolDefinition[]>;
  call(call: McpCall): Promise<ToolResult>;
  close(): Promise<void>;
}

/** An MCP server could not be reached, or did not speak MCP; the message names the endpoint and the cause. */
export class McpServerFailure extends Error {
  override readonly name = "McpServerFailure";
}
