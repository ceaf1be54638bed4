/** An agent's side of the story: a token from the identity provider, and a real MCP client. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** A client-credentials access token of the built-in identity provider. */
export async function fetchToken(issuer: string, clientId: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: "demo-secret",
      scope: "refunds:write",
    }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined)
    throw new Error(`The identity provider gave no token: ${JSON.stringify(answer)}.`);
  return answer.access_token;
}

export async function connect(gatewayUrl: string, token: string): Promise<Client> {
  const client = new Client({ name: "refund-agent", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(gatewayUrl), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  return client;
}

/** What a tools/call came to, as an agent would read it. */
export interface Refund {
  readonly allowed: boolean;
  readonly text: string;
}

export async function refund(client: Client, amount: number): Promise<Refund> {
  const result = await client.callTool({
    name: "RefundTarget___process_refund",
    arguments: { orderId: "12345", amount, reason: "Defective product" },
  });
  const text = result.content.map((item) => (item.type === "text" ? item.text : `[${item.type}]`)).join(" ");
  return { allowed: result.isError !== true, text };
}
