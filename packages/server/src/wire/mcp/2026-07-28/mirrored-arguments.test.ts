import { actionEntity, PolicySet, type Principal, parseJson } from "@toolgate/policy";
import { expect, it } from "vitest";
import { verifies } from "../../../../../../test/verifies.ts";
import type { LiveGateway } from "../../../gateway/live-gateway.ts";
import type { McpDeps } from "../mcp-deps.ts";
import type { Exchange } from "../revision.ts";
import { withMirroredArguments } from "./mirrored-arguments.ts";

const inputSchema = {
  type: "object",
  properties: {
    region: { type: "string", "x-mcp-header": "Region" },
    user: { type: "object", properties: { id: { type: "integer", "x-mcp-header": "User-Id" } } },
    dry: { type: "boolean", "x-mcp-header": "Dry" },
    note: { type: "string" },
  },
};

const done = { kind: "result", result: {} } as const;

function call(args: string, headers: Record<string, string>, live: object = {}) {
  const parsed = parseJson(`{"name":"Cloud___run","arguments":${args}}`);
  const exchange = {
    live: {
      gateway: {},
      tools: new Map([
        [
          "Cloud___run",
          { action: "Cloud___run", entity: actionEntity("Cloud___run"), definition: { inputSchema } },
        ],
      ]),
      ...live,
    } as unknown as LiveGateway,
    identity: { principal: { type: "AgentCore::OAuthUser", id: "ann" } as Principal, claims: {} },
    message: { params: parsed.ok ? parsed.value : undefined },
    headers,
  } as unknown as Exchange;
  const deps = { call: { clock: { now: () => 0 } } } as unknown as McpDeps;
  return withMirroredArguments(() => done)(deps, exchange);
}

it.each([
  ['{"note":"x"}', {}],
  ['{"region":"eu","dry":false}', { "mcp-param-region": "eu", "mcp-param-dry": "false" }],
  ['{"region":"Zürich"}', { "mcp-param-region": "=?base64?WsO8cmljaA==?=" }],
  ['{"region":"=?base64?SGVsbG8="}', { "mcp-param-region": "=?base64?SGVsbG8=" }],
  ['{"user":{"id":42}}', { "mcp-param-user-id": "42.0" }],
  ['{"user":{"id":4.2e1}}', { "mcp-param-user-id": "42" }],
  ['{"user":{"id":9007199254740993}}', {}],
  ['{"user":{"id":9007199254740993}}', { "mcp-param-user-id": "9007199254740993" }],
  ['{"region":null,"user":{}}', {}],
  ['{"region":7}', {}],
  ['{"note":"x"}', { "mcp-param-note": "not declared" }],
])(verifies("revisions.headers", "a call with %s and %j agrees with itself"), async (args, headers) => {
  expect(await call(args, headers)).toBe(done);
});

it.each([
  ['{"region":"eu"}', {}, "Region", "region"],
  ['{"region":"eu"}', { "mcp-param-region": "us" }, "Region", "region"],
  ['{"region":"eu"}', { "mcp-param-region": "EU" }, "Region", "region"],
  ['{"region":"Hello"}', { "mcp-param-region": "=?base64?SGVsbG8?=" }, "Region", "region"],
  ["{}", { "mcp-param-region": "eu" }, "Region", "region"],
  ['{"region":null}', { "mcp-param-region": "null" }, "Region", "region"],
  ['{"user":{"id":42}}', { "mcp-param-user-id": "43" }, "User-Id", "user.id"],
  ['{"user":{"id":42}}', { "mcp-param-user-id": " 0x2a" }, "User-Id", "user.id"],
  ['{"user":{"id":9007199254740993}}', { "mcp-param-user-id": "9007199254740992" }, "User-Id", "user.id"],
  ['{"dry":true}', { "mcp-param-dry": "false" }, "Dry", "dry"],
])(verifies("revisions.headers", "a call with %s and %j is refused"), async (args, headers, header, path) => {
  expect(await call(args, headers as unknown as Record<string, string>)).toEqual({
    kind: "error",
    status: 400,
    code: -32020,
    message: `Header mismatch: the Mcp-Param-${header} header does not say what the argument ${path} says.`,
  });
});

it(
  verifies("revisions.headers", "of a tool that is hidden from the caller, headers tell nothing"),
  async () => {
    const hidden = {
      gateway: { policyEngine: { mode: "ENFORCE" } },
      engine: { set: new PolicySet([]), closed: new Map() },
    };
    expect(await call('{"region":"eu"}', {}, hidden)).toBe(done);
  },
);
