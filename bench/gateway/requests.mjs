/** The bytes of tools/call requests, one for each tool, so that no server answers from what it did last. */
import { argumentsOf, toolName } from "../workload.mjs";

export function toolCalls({ path, token, prefix, tools }) {
  return Array.from({ length: tools }, (_, index) => toolCall({ path, token, prefix, index }));
}

export function toolCall({ path, token, prefix, index }) {
  const params = { name: `${prefix}${toolName(index)}`, arguments: argumentsOf(index) };
  const body = JSON.stringify({ jsonrpc: "2.0", id: index + 1, method: "tools/call", params });
  return [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream",
    "MCP-Protocol-Version: 2025-11-25",
    `Authorization: Bearer ${token}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
