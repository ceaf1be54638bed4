/** From a JSON-RPC request to its answer as JSON text. */
import type { JsonObject, JsonValue } from "@toolgate/policy";
import { callTool } from "../../gateway/call-tool.ts";
import { listTools } from "../../gateway/list-tools.ts";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import { version } from "../../version.ts";
import { type AnswerStyle, callAnswerText, failedListText } from "./answers.ts";
import { ErrorCode, errorText, type MessageId, resultText } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { negotiate, type Revision } from "./revision.ts";

const maxToolName = 400;

export interface Exchange {
  readonly live: LiveGateway;
  readonly identity: Identity;
  readonly message: {
    readonly id: MessageId;
    readonly method: string;
    readonly params: JsonObject | undefined;
  };
  readonly requestId: string;
  /** No MCP-Protocol-Version header: a raw client, as the seeds' are. */
  readonly raw: boolean;
  readonly accepted: readonly Revision[];
  /** Set when the body could only be read by overlooking a fault, e.g. a duplicate key. */
  readonly fault: string | undefined;
}

export async function dispatch(deps: McpDeps, exchange: Exchange): Promise<string> {
  const { live, identity, message, requestId } = exchange;
  const { id, params } = message;
  const style: AnswerStyle = { ...deps.style, debug: live.gateway.exceptionLevel === "DEBUG" };
  if (exchange.fault !== undefined && message.method !== "tools/call") {
    return errorText(id, ErrorCode.invalidRequest, exchange.fault);
  }
  switch (message.method) {
    case "initialize":
      return initialize(exchange);
    case "ping":
      return resultText(id, {});
    case "tools/list": {
      const answer = listTools(deps.call, live, identity, requestId);
      if (answer.kind === "evaluation-failed") {
        return failedListText(answer, { id, requestId }, { raw: exchange.raw, debug: style.debug });
      }
      const tools = answer.tools.map(({ action, definition }) => ({ ...definition, name: action }));
      return resultText(id, { tools });
    }
    case "tools/call": {
      const name = params?.get("name");
      if (typeof name !== "string" || name === "" || name.length > maxToolName) {
        return errorText(
          id,
          ErrorCode.invalidParams,
          `"params.name" must be the tool's name, a string of 1 to ${maxToolName} characters.`,
        );
      }
      const args: JsonValue = params?.get("arguments") ?? new Map();
      const answer = await callTool(deps.call, live, identity, {
        name,
        arguments: args,
        requestId,
        messageId: id.plain,
        fault: exchange.fault,
      });
      return callAnswerText(answer, name, { id, requestId }, style);
    }
    default:
      return errorText(id, ErrorCode.methodNotFound, `Method not found: ${message.method.slice(0, 100)}`);
  }
}

function initialize({ live, message, accepted }: Exchange): string {
  const revision = negotiate(message.params?.get("protocolVersion"), accepted);
  if (revision === undefined) {
    const text = "The gateway's supportedVersions name no revision that Toolgate speaks; update the gateway.";
    return errorText(message.id, ErrorCode.unsupportedVersion, text);
  }
  const { gateway } = live;
  const instructions = gateway.protocolConfiguration?.mcp.instructions;
  return resultText(message.id, {
    protocolVersion: revision,
    capabilities: { tools: { listChanged: false } },
    serverInfo: { name: gateway.name, version },
    ...(instructions === undefined ? {} : { instructions }),
  });
}
