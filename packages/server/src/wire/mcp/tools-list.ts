/** tools/list: the caller's list, page by page. Source: MCP, "Tools" and "Pagination"; AWS guide, gateway. */
import { listTools } from "../../gateway/list-tools.ts";
import type { LiveTool } from "../../gateway/live-tools.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { failedList } from "./answers.ts";
import { ErrorCode } from "./json-rpc.ts";
import { issueCursor, readCursor } from "./list-cursor.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";

const pageSize = 100;

/** The tools come in the order of their names, so that a cursor is a place in any later list as well. */
export function toolsList(deps: McpDeps, exchange: Exchange): Answer {
  const { live, identity, message, requestId, trace } = exchange;
  const owner = { gatewayId: live.gateway.id, principal: identity.principal };
  const cursor = message.params?.get("cursor") ?? null;
  const after = cursor === null ? "" : readCursor(owner, cursor);
  if (after === undefined) {
    return errorAnswer(
      ErrorCode.invalidParams,
      "Invalid cursor: it was not issued to this caller by this gateway. List again from the start, without a cursor.",
    );
  }
  const answer = listTools(deps.call, live, identity, { requestId, trace, messageId: message.id.plain });
  if (answer.kind === "evaluation-failed") return failedList(answer, exchange);

  const rest = answer.tools.filter(({ action }) => action > after);
  const whole = live.gateway.protocolConfiguration?.mcp.disableMcpListToolsPagination === true;
  const page = whole ? rest : rest.slice(0, pageSize);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  const tools = page.map((tool) => listed(tool, exchange.revision.anyStructuredContent));
  const next = last === undefined ? {} : { nextCursor: issueCursor(owner, last.action) };
  return { kind: "result", result: { tools, ...next } };
}

/** A tool as its target declares it, under the gateway's name for it. */
function listed({ action, definition }: LiveTool, anyOutput: boolean): Readonly<Record<string, unknown>> {
  const { outputSchema, ...rest } = definition;
  const fits = anyOutput || outputSchema?.type === "object";
  return { ...rest, name: action, ...(outputSchema === undefined || !fits ? {} : { outputSchema }) };
}
