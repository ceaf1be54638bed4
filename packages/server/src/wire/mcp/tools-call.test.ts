import { parseJson } from "@toolgate/policy";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { McpCall } from "../../ports.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";
import { toolsCall } from "./tools-call.ts";

/** What an MCP server behind a gateway without policies is sent for the `_meta` of a caller. */
async function passedOn(meta: string): Promise<string | undefined> {
  const sent: McpCall[] = [];
  const deps = {
    call: {
      clock: { now: () => 0 },
      micros: () => 0,
      newDecisionId: () => "d",
      decisions: { record: () => {}, outcome: () => {} },
      disclose: () => ({}),
      observe: () => {},
      mcpServers: {
        call: async (call: McpCall) => {
          sent.push(call);
          return { ok: true, kind: "mcp", result: "{}", isError: false };
        },
      },
    },
  } as unknown as McpDeps;
  const tool = {
    action: "Files___read",
    backend: { kind: "mcpServer", endpoint: "https://files.example/mcp" },
    definition: { name: "read", inputSchema: { type: "object" } },
  };
  const params = parseJson(`{"name":"Files___read","arguments":{},"_meta":${meta}}`);
  await toolsCall(deps, {
    live: { gateway: { id: "g" }, tools: new Map([["Files___read", tool]]) },
    identity: { principal: { type: "AgentCore::OAuthUser", id: "ann" }, claims: {} },
    message: { id: { text: "1", plain: "1" }, params: params.ok ? params.value : undefined },
    requestId: "r",
  } as unknown as Exchange);
  expect(sent).toHaveLength(1);
  return sent[0]?.meta;
}

it.each([
  ["{}", undefined],
  [
    '{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}',
    undefined,
  ],
  [
    '{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01","io.modelcontextprotocol/logLevel":"info","com.example/n":1.50}',
    '{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01","com.example/n":1.50}',
  ],
])(verifies("revisions.meta", "of the _meta %s a server gets %s"), async (meta, sent) => {
  expect(await passedOn(meta)).toBe(sent);
});
