/** What tools a target has: as declared, or as its MCP server lists them now. */

import { McpServerFailure } from "../mcp-servers-port.ts";
import type { Backend, ToolDefinition } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { toolsFault } from "./tools-fault.ts";

export type Listing =
  | { readonly ok: true; readonly tools: readonly ToolDefinition[] }
  /** `reason` is a sentence for `statusReasons`. */
  | { readonly ok: false; readonly reason: string };

/** AWS's limit of one status reason. */
const longestReason = 2_048;

/** AWS's sentence, which ours follow. Source: observed answers of CreateGatewayTarget. */
const sentence = "Failed to connect and fetch tools from the provided MCP target server. Error -";

/** Connects to the MCP server and lists its tools: never inside a transaction, for it takes as long as the server does. */
export async function listTargetTools(
  deps: Pick<ControlDeps, "mcpServers">,
  { endpoint }: Extract<Backend, { kind: "mcpServer" }>,
): Promise<Listing> {
  try {
    const tools = await deps.mcpServers.tools(endpoint);
    const fault = toolsFault(tools);
    return fault === undefined ? { ok: true, tools } : failed(`${sentence} ${fault}`);
  } catch (cause) {
    if (!(cause instanceof McpServerFailure)) throw cause;
    return failed(cause.message.startsWith(sentence) ? cause.message : `${sentence} ${cause.message}`);
  }
}

function failed(reason: string): Listing {
  return {
    ok: false,
    reason: reason.length > longestReason ? `${reason.slice(0, longestReason - 1)}…` : reason,
  };
}
