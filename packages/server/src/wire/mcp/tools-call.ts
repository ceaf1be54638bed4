/** tools/call: reads what is asked, has it decided and done, and says how it went. Source: MCP, "Tools". */
import { isJsonObject, type JsonObject, type JsonValue } from "@toolgate/policy";
import { callTool } from "../../gateway/call-tool.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { callAnswer } from "./answers.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";

/** A target's name of 200, three underscores, and an MCP server's tool of 256. */
const maxToolName = 459;

export async function toolsCall(deps: McpDeps, exchange: Exchange): Promise<Answer> {
  const { live, identity, message, requestId, trace, bodyLength, fault, revision, stream } = exchange;
  const { params } = message;
  const name = params?.get("name");
  if (typeof name !== "string" || name === "" || name.length > maxToolName) {
    return errorAnswer(
      ErrorCode.invalidParams,
      `"params.name" must be the tool's name, a string of 1 to ${maxToolName} characters.`,
    );
  }
  const meta = passedOnMeta(params);
  const answer = await callTool(deps.call, live, identity, {
    name,
    arguments: params?.get("arguments") ?? new Map<string, JsonValue>(),
    meta,
    listen: stream === undefined ? undefined : () => stream.begin(revision.logLevel(params)),
    requestId,
    trace,
    bodyLength,
    messageId: message.id.plain,
    fault,
  });
  return callAnswer(answer, name, exchange, deps.style);
}

/** The caller's `_meta` without what the protocol itself says there: that is between caller and gateway. */
function passedOnMeta(params: JsonObject | undefined): JsonObject | undefined {
  const meta = params?.get("_meta");
  if (!isJsonObject(meta)) return undefined;
  const kept = [...meta].filter(([key]) => !key.startsWith("io.modelcontextprotocol/"));
  return kept.length === 0 ? undefined : new Map(kept);
}
