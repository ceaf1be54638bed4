/** What tools a target has: as declared, or as its MCP server lists them now. */
import type { Backend, ToolDefinition } from "../model.ts";
import { McpServerFailure } from "../ports.ts";
import type { ControlDeps } from "./control-deps.ts";
import { toolsFault } from "./tools-fault.ts";

export type Listing =
  | { readonly ok: true; readonly tools: readonly ToolDefinition[] }
  /** `reason` is a sentence for `statusReasons`. */
  | { readonly ok: false; readonly reason: string };

/** AWS's limit of one status reason. */
const longestReason = 2_048;

/** Connects to the MCP server and lists its tools: never inside a transaction, for it takes as long as the server does. */
export async function listTargetTools(
  deps: Pick<ControlDeps, "mcpServers">,
  { endpoint }: Extract<Backend, { kind: "mcpServer" }>,
): Promise<Listing> {
  try {
    const tools = await deps.mcpServers.tools(endpoint);
    const fault = toolsFault(tools);
    return fault === undefined ? { ok: true, tools } : failed(fault);
  } catch (cause) {
    if (cause instanceof McpServerFailure) return failed(cause.message);
    throw cause;
  }
}

/** AWS's sentence, then ours. Source: observed answers of CreateGatewayTarget. */
function failed(cause: string): Listing {
  const reason = `Failed to connect and fetch tools from the provided MCP target server. Error - ${cause}`;
  return {
    ok: false,
    reason: reason.length > longestReason ? `${reason.slice(0, longestReason - 1)}…` : reason,
  };
}
