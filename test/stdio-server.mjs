/** An MCP server on standard input and output, built with the official SDK; some of its tools misbehave. */
import { spawn } from "node:child_process";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const say = (value) => ({ content: [], structuredContent: value });

const tools = {
  whoami: () => say({ pid: process.pid, env: process.env, cwd: process.cwd() }),
  add: ({ a, b }) => say({ sum: a + b }),
  crash: () => {
    console.error("the disk is full");
    process.exit(3);
  },
  hang: () => new Promise(() => {}),
  spin: () => {
    for (;;);
  },
  noisy: () => {
    for (let i = 0; i < 5_000; i++) console.error(`line ${i}`);
    return say({ done: true });
  },
  huge: () => say({ text: "x".repeat(200_000) }),
  babble: () => {
    for (let i = 0; i < 5_000; i++) process.stdout.write(`this is no message ${i}\n`);
    return new Promise(() => {});
  },
  child: () => say({ child: spawn("sleep", ["600"], { stdio: "inherit" }).pid, pid: process.pid }),
};

const server = new Server({ name: "stdio-server", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: Object.keys(tools).map((name) => ({ name, inputSchema: { type: "object" } })),
}));
server.setRequestHandler(CallToolRequestSchema, async ({ params }) =>
  tools[params.name](params.arguments ?? {}),
);
await server.connect(new StdioServerTransport());
