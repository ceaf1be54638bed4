/** The MCP server behind every proxy: stateless, JSON answers, as little work a call as JSON-RPC allows. */
import { createServer } from "node:http";
import { tools } from "../workload.mjs";

const json = { "content-type": "application/json" };
const results = {
  initialize: {
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    serverInfo: { name: "bench", version: "1" },
  },
  "tools/list": { tools },
  "tools/call": { content: [{ type: "text", text: '{"status":"done"}' }], isError: false },
};
const resultTexts = new Map(
  Object.entries(results).map(([method, result]) => [method, JSON.stringify(result)]),
);

function answer(response, { id, method }) {
  if (id === undefined) return response.writeHead(202).end();
  const result = resultTexts.get(method);
  const rest =
    result === undefined
      ? `"error":{"code":-32601,"message":"Method not found: ${method}"}`
      : `"result":${result}`;
  const body = Buffer.from(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},${rest}}`);
  return response.writeHead(200, { ...json, "content-length": body.length }).end(body);
}

const server = createServer((request, response) => {
  if (request.method !== "POST") return response.writeHead(405).end();
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => answer(response, JSON.parse(Buffer.concat(chunks).toString())));
});
server.keepAliveTimeout = 65_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit());
