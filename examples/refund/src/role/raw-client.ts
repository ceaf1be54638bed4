/** The report's client: JSON-RPC by POST, without a handshake and without a version header. */
import type { Json } from "./seed-evidence.ts";

export interface RawAnswer {
  readonly status: number;
  readonly body: Json;
  readonly requestId: string;
}

export async function post(
  gatewayUrl: string,
  token: string,
  method: string,
  params?: object,
): Promise<RawAnswer> {
  const response = await fetch(gatewayUrl, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, ...(params === undefined ? {} : { params }) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Json,
    requestId: response.headers.get("x-amzn-requestid") ?? "",
  };
}
