/** Raw POSTs of any body to an MCP endpoint, and requests of the revision without a handshake. */
import type { RpcAnswer } from "./running-toolgate.ts";

export async function postMcp(
  url: string,
  token: string | undefined,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RpcAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

export const statelessMeta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A request of 2026-07-28 and its headers; `id` is 1. */
export function stateless(
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const body = { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: statelessMeta } };
  const name = method === "tools/call" ? { "mcp-name": String(params.name) } : {};
  return {
    body: JSON.stringify(body),
    headers: { "mcp-protocol-version": "2026-07-28", "mcp-method": method, ...name },
  };
}
