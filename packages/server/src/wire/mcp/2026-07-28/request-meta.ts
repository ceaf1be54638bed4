/** What every request carries in `_meta`, since there is no handshake to have said it. Source: MCP 2026-07-28, Basic, "Per-request protocol fields". */
import { isJsonObject, type JsonObject } from "@toolgate/policy";
import { isMcpLogLevel, type McpLogLevel, mcpLogLevelNames } from "../../../mcp-log-level.ts";
import { badRequest, type ErrorAnswer } from "../answer.ts";
import { ErrorCode } from "../json-rpc.ts";

const prefix = "io.modelcontextprotocol/";

/** That the version is the header's has been seen before. */
export function checkRequestMeta(params: JsonObject | undefined): ErrorAnswer | undefined {
  const meta = params?.get("_meta");
  if (!isJsonObject(meta)) return malformed('the object "_meta"');
  if (typeof meta.get(`${prefix}protocolVersion`) !== "string") {
    return malformed(`"${prefix}protocolVersion", the version as in the header,`);
  }
  if (!isJsonObject(meta.get(`${prefix}clientCapabilities`))) {
    return malformed(`the object "${prefix}clientCapabilities", empty for none,`);
  }
  const client = meta.get(`${prefix}clientInfo`);
  if (client !== undefined && !isImplementation(client)) {
    return malformed(`"${prefix}clientInfo", if at all, with name and version`);
  }
  const level = meta.get(`${prefix}logLevel`);
  if (level === undefined || isMcpLogLevel(level)) return undefined;
  return malformed(`"${prefix}logLevel", if at all, as one of ${mcpLogLevelNames}`);
}

/** Without one, a request is told nothing. */
export function requestedLogLevel(params: JsonObject | undefined): McpLogLevel | undefined {
  const meta = params?.get("_meta");
  const level = isJsonObject(meta) ? meta.get(`${prefix}logLevel`) : undefined;
  return isMcpLogLevel(level) ? level : undefined;
}

function isImplementation(value: unknown): boolean {
  return (
    value instanceof Map && typeof value.get("name") === "string" && typeof value.get("version") === "string"
  );
}

function malformed(what: string): ErrorAnswer {
  return badRequest(ErrorCode.invalidParams, `The "params" of a request must hold ${what} in this revision.`);
}
