/** An MCP server on standard input and output with one tool, in plain Node. */
import { createInterface } from "node:readline";

const tools = [
  {
    name: "add_note",
    description: "Adds a note to a list",
    inputSchema: {
      type: "object",
      properties: { list: { type: "string", enum: ["work", "private"] }, text: { type: "string" } },
      required: ["list", "text"],
    },
  },
];

const methods = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: "notes", version: "1.0.0" },
  }),
  ping: () => ({}),
  "tools/list": () => ({ tools }),
  "tools/call": ({ arguments: { list, text } }) => ({
    content: [{ type: "text", text: `Noted in ${list}: ${text}` }],
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  // Notifications have no id and want no answer.
  if (id === undefined) continue;
  const run = methods[method];
  const answer = run
    ? { result: run(params ?? {}) }
    : { error: { code: -32601, message: `Method not found: ${method}` } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
}
