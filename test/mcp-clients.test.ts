import { execFile, spawnSync } from "node:child_process";
import { request } from "node:http";
import { connect } from "node:net";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import * as v2 from "@modelcontextprotocol/client";
import * as v1 from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as V1Transport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as V1TransportPort } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RpcAnswer, type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let url: string;
let token: string;

const denial =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";
const tools = ["Refunds___process_refund"];

beforeAll(async () => {
  running = await runToolgate();
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Clients" }));
  const gateway = await running.createGateway(
    "clients",
    {
      Refunds: [
        {
          name: "process_refund",
          inputSchema: {
            type: "object",
            properties: { amount: { type: "integer" }, note: { type: "string" } },
            required: ["amount"],
          },
        },
        { name: "hidden", inputSchema: { type: "object", properties: {} } },
      ],
    },
    {
      policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
      protocolConfiguration: { mcp: { instructions: "Refund with care" } },
    },
  );
  url = String(gateway.gatewayUrl);
  token = await running.issuer.token({});
  await running.aws.send(
    new CreatePolicyCommand({
      policyEngineId: engine.policyEngineId,
      name: "Under500",
      definition: {
        cedar: {
          statement: `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Refunds___process_refund", resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { context.input.amount < 500 };`,
        },
      },
    }),
  );
});

afterAll(() => running.close());

/** What the tests ask of a client, whichever version it is. */
interface McpClient {
  ping(): Promise<unknown>;
  listTools(): Promise<{ tools: { name: string; description?: string | undefined; inputSchema: object }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<object>;
  getServerVersion(): { name: string } | undefined;
  getInstructions(): string | undefined;
  close(): Promise<void>;
}

const requestInit = () => ({ headers: { authorization: `Bearer ${token}` } });

async function connectV2(to: string): Promise<McpClient> {
  const client = new v2.Client({ name: "test", version: "1.0.0" });
  await client.connect(new v2.StreamableHTTPClientTransport(new URL(to), { requestInit: requestInit() }));
  return client;
}

async function connectV1(to: string): Promise<McpClient> {
  const client = new v1.Client({ name: "test", version: "1.0.0" });
  const transport = new V1Transport(new URL(to), { requestInit: requestInit() });
  // The SDK's own transport does not fit its own interface under exactOptionalPropertyTypes.
  await client.connect(transport as V1TransportPort);
  return client;
}

interface ToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
  readonly _meta?: Readonly<Record<string, string>>;
}

describe.each([
  { version: "v2", open: connectV2 },
  { version: "v1", open: connectV1 },
])("the official MCP client $version", ({ version, open }) => {
  let client: McpClient;

  beforeAll(async () => {
    client = await open(url);
  });

  afterAll(() => client.close());

  it(verifies("mcp.official-clients", `${version} connects, pings and lists its tools`), async () => {
    expect(client.getServerVersion()?.name).toBe("clients");
    expect(client.getInstructions()).toBe("Refund with care");
    expect(await client.ping()).toEqual({});
    const listed = await client.listTools();
    expect(listed.tools).toEqual([
      {
        name: "Refunds___process_refund",
        description: "The tool process_refund",
        inputSchema: {
          type: "object",
          properties: { amount: { type: "integer" }, note: { type: "string" } },
          required: ["amount"],
        },
      },
    ]);
  });

  it(verifies("mcp.official-clients", `${version} calls a tool, and reads why it was denied`), async () => {
    const call = async (name: string, amount: number) =>
      (await client.callTool({ name, arguments: { amount } })) as ToolResult;
    const allowed = await call("Refunds___process_refund", 450);
    expect(allowed.isError).toBe(false);
    expect(JSON.parse(String(allowed.content[0]?.text))).toMatchObject({ event: { amount: 450 } });
    const denied = await call("Refunds___process_refund", 750);
    expect(denied.isError).toBe(true);
    expect(denied.content.map(({ text }) => text)).toEqual([denial]);
    expect(denied._meta).toEqual({
      "toolgate/code": "NO_DETERMINING_POLICY",
      "toolgate/requestId": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "toolgate/decisionId": expect.stringMatching(/^dec-[0-9a-f-]{36}$/),
      "toolgate/traceId": expect.stringMatching(/^[0-9a-f]{32}$/),
      "toolgate/spanId": expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    for (const name of ["Refunds___hidden", "Refunds___never_there"]) {
      const unseen = await call(name, 1);
      expect(unseen.content[0]?.text).toBe(denial);
    }
  });

  it(
    verifies("mcp.official-clients", `${version} is refused a tool that a gateway without policies lacks`),
    async () => {
      const free = await running.createGateway(`free-${version}`, {
        Echo: [{ name: "echo", inputSchema: { type: "object", properties: {} } }],
      });
      const other = await open(String(free.gatewayUrl));
      await expect(other.callTool({ name: "Echo__echo", arguments: {} })).rejects.toThrow(
        "Unknown tool: Echo__echo. Did you mean Echo___echo?",
      );
      await other.close();
    },
  );

  it(verifies("mcp.official-clients", `${version} is told when its token is not accepted`), async () => {
    const kept = token;
    token = "not.a.token";
    await expect(open(url)).rejects.toThrow(/Unauthorized|401|Invalid Bearer token/);
    token = kept;
  });
});

/** A POST of any body, as a raw client makes it. */
async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: object = {},
  to = url,
): Promise<RpcAnswer> {
  const response = await fetch(to, {
    method: "POST",
    headers: {
      accept: "*/*",
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
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

const message = (members: object) => JSON.stringify({ jsonrpc: "2.0", id: 1, ...members });

describe("raw JSON-RPC, as the guide's clients speak it", () => {
  it(verifies("mcp.raw-post", "is answered without a handshake, the id to the letter"), async () => {
    const listed = await post(message({ method: "tools/list" }));
    expect([listed.status, listed.headers.get("content-type")]).toEqual([200, "application/json"]);
    expect(listed.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(listed.body.result.tools.map((tool: { name: string }) => tool.name)).toEqual(tools);
    for (const id of ['"a-b"', "12345678901234567890123", "-7"]) {
      const pong = await post(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`);
      expect(pong.text).toBe(`{"jsonrpc":"2.0","id":${id},"result":{}}`);
    }
    const called = await post(
      message({
        method: "tools/call",
        params: { name: "Refunds___process_refund", arguments: { amount: 1 } },
      }),
    );
    expect(called.body.result.isError).toBe(false);
  });

  it.each([
    { what: "notifications/initialized", method: "notifications/initialized" },
    { what: "notifications/cancelled", method: "notifications/cancelled" },
  ])(verifies("mcp.raw-post", "$what is accepted with 202 and no body"), async ({ method }) => {
    const answer = await post(JSON.stringify({ jsonrpc: "2.0", method }));
    expect([answer.status, answer.text]).toEqual([202, ""]);
  });

  it.each(["GET", "DELETE", "PUT"])(verifies("mcp.methods", "%s is a 405"), async (method) => {
    const answer = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("stateless") } });
  });
});

describe("revisions", () => {
  const hello = (protocolVersion: string) => ({
    protocolVersion,
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  });

  it(verifies("mcp.revisions", "the revision asked for is spoken, or else the newest"), async () => {
    for (const [asked, spoken] of [
      ["2025-11-25", "2025-11-25"],
      ["2025-06-18", "2025-06-18"],
      ["2025-03-26", "2025-03-26"],
      ["1999-01-01", "2025-11-25"],
    ] as const) {
      const { body } = await rpc(url, token, "initialize", hello(asked));
      expect(body.result).toEqual({
        protocolVersion: spoken,
        capabilities: { tools: { listChanged: false } },
        serverInfo: { name: "clients", version: "0.1.0" },
        instructions: "Refund with care",
      });
    }
  });

  it(
    verifies("mcp.revisions", "a header with another revision is refused, naming those there are"),
    async () => {
      const answer = await rpc(url, token, "ping", undefined, { "mcp-protocol-version": "1999-01-01" });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        jsonrpc: "2.0",
        id: 1,
        error: {
          code: -32022,
          message:
            'Unsupported protocol version "1999-01-01". Supported: 2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26.',
          data: {
            supported: ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"],
            requested: "1999-01-01",
          },
        },
      });
    },
  );

  it(verifies("mcp.revisions", "a gateway's supportedVersions are all that it speaks"), async () => {
    const gateway = await running.createGateway(
      "one-revision",
      { Echo: [{ name: "echo", inputSchema: { type: "object", properties: {} } }] },
      { protocolConfiguration: { mcp: { supportedVersions: ["2025-06-18"] } } },
    );
    const to = String(gateway.gatewayUrl);
    const { body } = await rpc(to, token, "initialize", hello("2025-11-25"));
    expect(body.result.protocolVersion).toBe("2025-06-18");
    expect(body.result.instructions).toBeUndefined();
    const newer = await rpc(to, token, "ping", undefined, { "mcp-protocol-version": "2025-11-25" });
    expect([newer.status, newer.body.error.code]).toEqual([400, -32022]);
    for (const open of [connectV1, connectV2]) {
      const client = await open(to);
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["Echo___echo"]);
      await client.close();
    }
  });
});

describe("what is no message", () => {
  it.each([
    {
      fault: "another content type",
      body: message({ method: "ping" }),
      headers: { "content-type": "text/plain" },
      status: 415,
      code: -32600,
      says: 'The content-type must be application/json, not "text/plain".',
    },
    {
      fault: "text that is not JSON",
      body: '{"jsonrpc":"2.0",',
      status: 400,
      code: -32700,
      says: "The body cannot be read: ",
    },
    { fault: "an empty body", body: "", status: 400, code: -32700, says: "The body cannot be read: " },
    {
      fault: "bytes that are not UTF-8",
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
      status: 400,
      code: -32700,
      says: "The body is not UTF-8.",
    },
    {
      fault: "a message that is no object",
      body: '"ping"',
      status: 400,
      code: -32600,
      says: "A JSON-RPC message is an object.",
    },
    {
      fault: "another version of JSON-RPC",
      body: '{"jsonrpc":"1.0","id":1,"method":"ping"}',
      status: 400,
      code: -32600,
      says: 'The member "jsonrpc" must be "2.0".',
      id: 1,
    },
    {
      fault: "an id that is null",
      body: '{"jsonrpc":"2.0","id":null,"method":"ping"}',
      status: 400,
      code: -32600,
      says: 'The member "id" must be a string or an integer, at most 256 characters long.',
    },
    {
      fault: "a message without a method",
      body: '{"jsonrpc":"2.0","id":1}',
      status: 400,
      code: -32600,
      says: 'The member "method" must be a string.',
      id: 1,
    },
    {
      fault: "params that are a list",
      body: message({ method: "tools/call", params: ["a"] }),
      status: 400,
      code: -32600,
      says: 'The member "params" must be an object.',
      id: 1,
    },
    {
      fault: "a call without a name",
      body: message({ method: "tools/call", params: {} }),
      status: 200,
      code: -32602,
      says: '"params.name" must be the tool\'s name, a string of 1 to 459 characters.',
      id: 1,
    },
    {
      fault: "an unknown method",
      body: message({ method: "resources/list" }),
      status: 200,
      code: -32601,
      says: "Method not found: resources/list",
      id: 1,
    },
    {
      fault: "equal keys outside of a call",
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"ping"}',
      status: 200,
      code: -32600,
      says: "The body is ambiguous: ",
      id: 1,
    },
  ])(
    verifies("mcp.bad-messages", "$fault is refused with its cause"),
    async ({ body, headers = {}, status, code, says, id = null }) => {
      const answer = await post(body, headers);
      expect([answer.status, answer.body.error?.code, answer.body.id]).toEqual([status, code, id]);
      expect(answer.body.error.message.slice(0, says.length)).toBe(says);
    },
  );

  it(
    verifies("mcp.bad-messages", "equal keys in a call are denied, whichever of them a policy would allow"),
    async () => {
      for (const amounts of [
        '"amount":750,"amount":1',
        '"amount":1,"amount":750',
        '"amount":1,"amoun\\u0074":1',
      ]) {
        const answer = await post(
          `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Refunds___process_refund","arguments":{${amounts}}}}`,
        );
        expect(answer.body.result.isError).toBe(true);
        expect(answer.body.result.content[0].text).toBe(denial);
      }
    },
  );

  it(
    verifies("mcp.bad-messages", "a body beyond six megabytes is a 413, said by its length or as it comes"),
    async () => {
      const note = "x".repeat(6 * 1024 * 1024);
      const large = message({
        method: "tools/call",
        params: { name: "Refunds___process_refund", arguments: { amount: 1, note } },
      });
      const says = "The body is larger than 6291456 bytes.";
      const whole = await post(large);
      expect([whole.status, whole.body.error.message]).toEqual([413, says]);
      const far = large.replace(note, note.repeat(4));
      expect((await post(far)).status).toBe(413);
      const chunked = await postInChunks(far);
      expect([chunked.status, JSON.parse(chunked.text).error.message]).toEqual([413, says]);
      const fits = await post(large.replace(note, note.slice(0, -1_000)));
      expect(fits.status).toBe(200);
    },
  );

  it(verifies("mcp.bad-messages", "a caller that hangs up in mid-body disturbs nobody"), async () => {
    const { port } = new URL(url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        const { pathname, host } = new URL(url);
        socket.write(
          `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"jsonrpc"`,
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await post(message({ method: "ping" }))).status).toBe(200);
  });
});

/** Without a Content-Length, so that the size shows only as it comes. */
function postInChunks(body: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, text }));
        response.on("error", reject);
      },
    );
    sending.on("error", reject);
    for (let at = 0; at < body.length; at += 65_536) sending.write(body.slice(at, at + 65_536));
    sending.end();
  });
}

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
if (!hasCurl)
  process.stdout.write("skipped: the test with curl, which is not installed (apt-get install curl)\n");

describe.runIf(hasCurl)("plain curl", () => {
  it(verifies("mcp.curl", "lists, calls and is denied"), async () => {
    const curl = (body: string) =>
      new Promise<{ result: Record<string, unknown> }>((resolve, reject) =>
        execFile(
          "curl",
          [
            "-s",
            url,
            "-H",
            `Authorization: Bearer ${token}`,
            "-H",
            "Content-Type: application/json",
            "-d",
            body,
          ],
          (error, stdout) => (error === null ? resolve(JSON.parse(stdout)) : reject(error)),
        ),
      );
    const listed = await curl('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
    expect(listed.result.tools).toMatchObject([{ name: "Refunds___process_refund" }]);
    const call = (amount: number) =>
      curl(
        `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Refunds___process_refund","arguments":{"amount":${amount}}}}`,
      );
    expect((await call(450)).result).toMatchObject({ isError: false });
    expect((await call(750)).result).toMatchObject({
      isError: true,
      content: [{ type: "text", text: denial }],
    });
  });
});
