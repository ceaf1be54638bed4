/**
 * What one writes with the official SDK: a Server over streamable HTTP in front, a Client upstream, jose for the token.
 * Stateless, a Server for each request, as the SDK's own example of a stateless server has it; no policies, no record.
 */
import { createServer } from "node:http";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createRemoteJWKSet, jwtVerify } from "jose";

const [upstream = "", issuer = ""] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL(`${issuer}/keys`));
const info = { name: "sdk-proxy", version: "1" };
const client = new Client(info);
await client.connect(new StreamableHTTPClientTransport(new URL(upstream)));

async function answer(request, response) {
  const [, token = ""] = (request.headers.authorization ?? "").split(" ");
  await jwtVerify(token, keys, { issuer });
  const server = new Server(info, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => client.listTools());
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => client.callTool(params));
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  response.on("close", () => {
    void transport.close();
    void server.close();
  });
  await server.connect(transport);
  await transport.handleRequest(request, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(401).end());
});
server.keepAliveTimeout = 65_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit());
