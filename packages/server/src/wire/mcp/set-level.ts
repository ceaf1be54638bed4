/** logging/setLevel of the revisions with a handshake. Source: MCP 2025-11-25, "Logging". */
import { isMcpLogLevel, mcpLogLevelNames } from "../../mcp-log-level.ts";
import { errorAnswer } from "./answer.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { Method } from "./revision.ts";
import { streamsAnswers } from "./server-description.ts";
import { unknownMethod } from "./unknown-method.ts";

/** Taken and not kept, for nothing is kept between requests: every message comes, and clients choose among them. */
export const setLevel: Method = (_deps, exchange) => {
  if (!streamsAnswers(exchange.live)) return unknownMethod(exchange);
  if (isMcpLogLevel(exchange.message.params?.get("level"))) return { kind: "result", result: {} };
  return errorAnswer(ErrorCode.invalidParams, `"params.level" must be one of ${mcpLogLevelNames}.`);
};
