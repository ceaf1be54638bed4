import { anonymousPrincipal, type Principal, parseJson } from "@toolgate/policy";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { McpCall } from "../../mcp-servers-port.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";
import { toolsCall } from "./tools-call.ts";

const ann = { type: "AgentCore::OAuthUser", id: "ann", tags: {} } as const;

/** What is asked of an MCP server behind a gateway without policies for a caller's call. */
async function passedOn(meta: string, principal: Principal = ann): Promise<McpCall | undefined> {
  const sent: McpCall[] = [];
  const deps = {
    call: {
      clock: { now: () => 0 },
      micros: () => 0,
      newDecisionId: () => "d",
      recent: { keep: () => {} },
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
    identity: { principal, claims: {} },
    message: { id: { text: "1", plain: "1" }, params: params.ok ? params.value : undefined },
    requestId: "r",
  } as unknown as Exchange);
  expect(sent).toHaveLength(1);
  return sent[0];
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
  expect((await passedOn(meta))?.meta).toBe(sent);
});

it(
  verifies("anonymous.sessions", "a caller with a name has a session of their own, one without none to keep"),
  async () => {
    expect((await passedOn("{}"))?.session).toBe("g undefined AgentCore::OAuthUser ann");
    expect((await passedOn("{}", anonymousPrincipal))?.session).toBeUndefined();
  },
);
