import { request } from "node:http";
import * as v2 from "@modelcontextprotocol/client";
import * as v1 from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as V1Transport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as V1TransportPort } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decidingGateway, masked } from "./deciding-gateway.ts";
import { postMcp, stateless, statelessMeta } from "./mcp-post.ts";
import { type RpcAnswer, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const inputSchema = {
  type: "object" as const,
  properties: { amount: { type: "integer" as const } },
  required: ["amount"],
};
const schemaText = '{"type":"object","properties":{"amount":{"type":"integer"}},"required":["amount"]}';
const all = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"];

let running: RunningToolgate;
let token: string;
let url: string;

beforeAll(async () => {
  running = await runToolgate({ functions: [{ name: "Echo", module: "./mirror.mjs" }] });
  token = await running.issuer.token({});
  const own = await decidingGateway(running, "pay", {
    targets: {
      Pay: [
        { name: "send", inputSchema },
        { name: "tell", inputSchema, outputSchema: inputSchema },
        { name: "void", inputSchema },
      ],
    },
    statements: [
      'permit(principal, action in [AgentCore::Action::"Pay___send", AgentCore::Action::"Pay___tell"], resource == GATEWAY) when { context.input.amount < 500 };',
    ],
    gateway: { protocolConfiguration: { mcp: { instructions: "Pay with care" } } },
  });
  url = own.url;
});

afterAll(() => running.close());

const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  postMcp(url, token, body, headers);

const askStateless = (
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  headers: object = {},
) => {
  const asked = stateless(method, params);
  return post(asked.body, { ...asked.headers, ...headers });
};

const answered = ({ status, text }: RpcAnswer) => [status, masked(text)];

const send = (amount: number, id = 1) =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"Pay___send","arguments":{"amount":${amount}}}}`;
const sent = (amount: number, id = 1) =>
  `{"jsonrpc":"2.0","id":${id},"result":{"isError":false,"content":[{"type":"text","text":"{\\"amount\\":${amount}}"}]}}`;
const denial =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";
const codes =
  '"toolgate/code":"NO_DETERMINING_POLICY","toolgate/requestId":"<request>","toolgate/decisionId":"<decision>","toolgate/traceId":"<trace>","toolgate/spanId":"<span>"';
const denied = (id = 1) =>
  `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"${denial}"}],"isError":true,"_meta":{${codes}}}}`;
const tools = `[{"name":"Pay___send","description":"The tool send","inputSchema":${schemaText}},{"name":"Pay___tell","description":"The tool tell","inputSchema":${schemaText},"outputSchema":${schemaText}}]`;

describe.each([
  { revision: "2025-03-26", headers: {} },
  { revision: "2025-03-26", headers: { "mcp-protocol-version": "2025-03-26" } },
  { revision: "2025-06-18", headers: { "mcp-protocol-version": "2025-06-18" } },
  { revision: "2025-11-25", headers: { "mcp-protocol-version": "2025-11-25" } },
])("$revision with the headers $headers", ({ revision, headers }) => {
  it.each([
    [
      "a handshake",
      `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"${revision}","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`,
      200,
      `{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"${revision}","capabilities":{"tools":{"listChanged":false}},"serverInfo":{"name":"pay","version":"0.1.0"},"instructions":"Pay with care"}}`,
    ],
    ["a ping", '{"jsonrpc":"2.0","id":"a","method":"ping"}', 200, '{"jsonrpc":"2.0","id":"a","result":{}}'],
    [
      "a list",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
      200,
      `{"jsonrpc":"2.0","id":1,"result":{"tools":${tools}}}`,
    ],
    ["an allowed call", send(450), 200, sent(450)],
    ["a denied call", send(500), 200, denied()],
    [
      "structured content",
      send(450).replace("___send", "___tell"),
      200,
      `${sent(450).slice(0, -2)},"structuredContent":{"amount":450}}}`,
    ],
    ["a notification", '{"jsonrpc":"2.0","method":"notifications/initialized"}', 202, ""],
    ["a response", '{"jsonrpc":"2.0","id":1,"result":{}}', 202, ""],
    [
      "a method of another revision",
      '{"jsonrpc":"2.0","id":1,"method":"server/discover"}',
      200,
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: server/discover"}}',
    ],
    [
      "a feature that is not offered",
      '{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"info"}}',
      200,
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: logging/setLevel"}}',
    ],
    [
      "a cursor of its own making",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"2"}}',
      200,
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid cursor: it was not issued to this caller by this gateway. List again from the start, without a cursor."}}',
    ],
    [
      "_meta that is no object",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":[]}}',
      200,
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"\\"params._meta\\" must be an object."}}',
    ],
  ])(verifies("revisions.exchange", "%s: %s is answered with %i %s"), async (_what, body, status, text) => {
    expect(answered(await post(body, headers))).toEqual([status, text]);
  });

  it(
    verifies("revisions.exchange", "an error says what it may of an id that could not be read"),
    async () => {
      const { status, text } = await post("{", headers);
      expect(status).toBe(400);
      const start =
        revision === "2025-11-25" ? '{"jsonrpc":"2.0","error":' : '{"jsonrpc":"2.0","id":null,"error":';
      expect(text.slice(0, start.length)).toBe(start);
    },
  );
});

describe("2025-03-26, batches", () => {
  const batch = (...messages: string[]) => `[${messages.join(",")}]`;
  const ping = (id: number) => `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;
  const pong = (id: number) => `{"jsonrpc":"2.0","id":${id},"result":{}}`;
  const note = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}';
  const invalid = (problem: string) =>
    `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":${JSON.stringify(problem)}}}`;

  it.each([
    [batch(send(450, 1), note, send(500, 2), ping(3)), 200, batch(sent(450, 1), denied(2), pong(3))],
    [` ${batch(ping(1))}\n`, 200, batch(pong(1))],
    [batch(note, note), 202, ""],
    [batch('{"jsonrpc":"2.0","id":9,"result":{}}'), 202, ""],
    [batch("1", ping(2)), 200, batch(invalid("A JSON-RPC message is an object."), pong(2))],
    [batch(batch(ping(1))), 200, batch(invalid("A JSON-RPC message is an object."))],
    ["[]", 400, invalid("A batch holds at least one message.")],
    [
      batch(...Array.from({ length: 51 }, () => note)),
      400,
      invalid("A batch holds at most 50 messages; this one has 51."),
    ],
    [
      batch(
        ping(1),
        `{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`,
      ),
      200,
      batch(
        pong(1),
        '{"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"initialize may not be part of a batch."}}',
      ),
    ],
    [
      // Equal keys spoil the call that has them, and no other.
      batch(send(1, 1).replace('"amount":1', '"amount":1,"amount":2'), send(2, 2)),
      200,
      batch(denied(1), sent(2, 2)),
    ],
  ])(verifies("revisions.batches", "%.60s… is answered with %i %.60s…"), async (body, status, text) => {
    expect(answered(await post(body))).toEqual([status, text]);
    expect(answered(await post(body, { "mcp-protocol-version": "2025-03-26" }))).toEqual([status, text]);
  });

  it(verifies("revisions.batches", "fifty messages are answered in their order"), async () => {
    const ids = Array.from({ length: 50 }, (_, at) => at + 1);
    const answer = await post(batch(...ids.map((id) => send(id, id))));
    expect(answer.text).toBe(batch(...ids.map((id) => sent(id, id))));
  });

  it.each(["2025-06-18", "2025-11-25", "2026-07-28"])(
    verifies("revisions.batches", "%s has none"),
    async (version) => {
      const answer = await post(batch(ping(1)), { "mcp-protocol-version": version });
      expect([answer.status, answer.body.error]).toEqual([
        400,
        {
          code: -32600,
          message: `Revision ${version} has no batches: send each message in a POST of its own.`,
        },
      ]);
    },
  );
});

describe("2026-07-28", () => {
  const serverInfo = '"io.modelcontextprotocol/serverInfo":{"name":"pay","version":"0.1.0"}';
  const kept = '"ttlMs":5000,"cacheScope":"private"';

  it.each([
    [
      "server/discover",
      {},
      `"supportedVersions":${JSON.stringify(all)},"capabilities":{"tools":{"listChanged":false}},"instructions":"Pay with care",${kept},"_meta":{${serverInfo}}`,
    ],
    ["tools/list", {}, `"tools":${tools},${kept},"_meta":{${serverInfo}}`],
    [
      "tools/call",
      { name: "Pay___send", arguments: { amount: 450 } },
      `"isError":false,"content":[{"type":"text","text":"{\\"amount\\":450}"}],"_meta":{${serverInfo}}`,
    ],
    [
      "tools/call",
      { name: "Pay___tell", arguments: { amount: 450 } },
      `"isError":false,"content":[{"type":"text","text":"{\\"amount\\":450}"}],"_meta":{${serverInfo}},"structuredContent":{"amount":450}`,
    ],
    [
      "tools/call",
      { name: "Pay___void", arguments: { amount: 450 } },
      `"content":[{"type":"text","text":"${denial}"}],"isError":true,"_meta":{${codes},${serverInfo}}`,
    ],
  ])(verifies("revisions.exchange", "%s of %j is answered with %s"), async (method, params, result) => {
    expect(answered(await askStateless(method, params))).toEqual([
      200,
      `{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete",${result}}}`,
    ]);
  });

  it.each([
    "initialize",
    "ping",
    "logging/setLevel",
    "resources/subscribe",
    "subscriptions/listen",
    "no/such",
  ])(verifies("revisions.removed", "%s is a 404"), async (method) => {
    expect(answered(await askStateless(method))).toEqual([
      404,
      `{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: ${method}"}}`,
    ]);
  });

  const call = { name: "Pay___send", arguments: { amount: 1 } };

  it.each([
    [
      "another method",
      "tools/list",
      {},
      { "mcp-method": "prompts/list" },
      'the Mcp-Method header says "prompts/list", but the body "tools/list"',
    ],
    [
      "another case",
      "tools/list",
      {},
      { "mcp-method": "TOOLS/LIST" },
      'the Mcp-Method header says "TOOLS/LIST", but the body "tools/list"',
    ],
    [
      "an empty method",
      "tools/list",
      {},
      { "mcp-method": "" },
      'the Mcp-Method header says "", but the body "tools/list"',
    ],
    [
      "another tool",
      "tools/call",
      call,
      { "mcp-name": "Pay___void" },
      'the Mcp-Name header says "Pay___void", but the body "Pay___send"',
    ],
    [
      "broken base64",
      "tools/call",
      call,
      { "mcp-name": "=?base64?UGF5X19fc2VuZA?=" },
      'the Mcp-Name header says "=?base64?UGF5X19fc2VuZA?=", but the body "Pay___send"',
    ],
    [
      "a name for a prompt",
      "prompts/get",
      { name: "x" },
      { "mcp-name": "y" },
      'the Mcp-Name header says "y", but the body "x"',
    ],
    [
      "the version of another body",
      "tools/list",
      {},
      { "mcp-protocol-version": "2025-11-25" },
      'the MCP-Protocol-Version header says "2025-11-25", but the body\'s _meta says "2026-07-28"',
    ],
  ] as const)(
    verifies("revisions.headers", "%s in the headers is refused: %s %j %j"),
    async (_what, method, params, headers, mismatch) => {
      expect(answered(await askStateless(method, params, headers))).toEqual([
        400,
        `{"jsonrpc":"2.0","id":1,"error":{"code":-32020,"message":${JSON.stringify(`Header mismatch: ${mismatch}.`)}}}`,
      ]);
    },
  );

  it.each([
    ["mcp-method", 'the Mcp-Method header is missing; the body says "tools/call"'],
    ["mcp-name", 'the Mcp-Name header is missing; the body says "Pay___send"'],
    [
      "mcp-protocol-version",
      'the MCP-Protocol-Version header is missing, but the body\'s _meta says "2026-07-28"',
    ],
  ])(verifies("revisions.headers", "a call without %s is refused"), async (name, mismatch) => {
    const asked = stateless("tools/call", call);
    const headers = Object.fromEntries(Object.entries(asked.headers).filter(([key]) => key !== name));
    expect(answered(await post(asked.body, headers))).toEqual([
      400,
      `{"jsonrpc":"2.0","id":1,"error":{"code":-32020,"message":${JSON.stringify(`Header mismatch: ${mismatch}.`)}}}`,
    ]);
  });

  it.each([
    { "mcp-name": "=?base64?UGF5X19fc2VuZA==?=" },
    { "mcp-name": "  Pay___send  " },
    { "MCP-METHOD": "tools/call" },
    { "mcp-session-id": "ignored", "last-event-id": "ignored", "mcp-param-amount": "2" },
  ])(verifies("revisions.headers", "%j is as good"), async (headers) => {
    const asked = stateless("tools/call", call);
    const lower = Object.keys(headers).map((name) => name.toLowerCase());
    const others = Object.fromEntries(Object.entries(asked.headers).filter(([key]) => !lower.includes(key)));
    const answer = await post(asked.body, { ...others, ...headers });
    expect([answer.status, answer.body.result.isError]).toEqual([200, false]);
    expect([...answer.headers.keys()]).not.toContain("mcp-session-id");
  });

  const { "io.modelcontextprotocol/clientInfo": _info, ...withoutClient } = statelessMeta;
  const meta = (change: object) => ({ ...statelessMeta, ...change });
  const prefix = "io.modelcontextprotocol/";

  it.each([
    [undefined, 'the object "_meta"'],
    [{}, 'the object "_meta"'],
    [{ _meta: 7 }, 'the object "_meta"'],
    [
      { _meta: { ...statelessMeta, [`${prefix}protocolVersion`]: undefined } },
      `"${prefix}protocolVersion", the version as in the header,`,
    ],
    [
      { _meta: meta({ [`${prefix}clientCapabilities`]: undefined }) },
      `the object "${prefix}clientCapabilities", empty for none,`,
    ],
    [
      { _meta: meta({ [`${prefix}clientCapabilities`]: [] }) },
      `the object "${prefix}clientCapabilities", empty for none,`,
    ],
    [
      { _meta: meta({ [`${prefix}clientInfo`]: { name: "x" } }) },
      `"${prefix}clientInfo", if at all, with name and version`,
    ],
    [
      { _meta: meta({ [`${prefix}logLevel`]: "loud" }) },
      `"${prefix}logLevel", if at all, as one of debug, info, notice, warning, error, critical, alert, emergency`,
    ],
  ])(verifies("revisions.meta", "params %j are refused: a request must hold %s"), async (params, what) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "server/discover", params });
    expect(answered(await post(body, stateless("server/discover").headers))).toEqual([
      400,
      `{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":${JSON.stringify(`The "params" of a request must hold ${what} in this revision.`)}}}`,
    ]);
  });

  it(verifies("revisions.meta", "a client need not say who it is"), async () => {
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/list",
      params: { _meta: withoutClient },
    });
    expect((await post(body, stateless("tools/list").headers)).status).toBe(200);
  });

  it(verifies("revisions.exchange", "what is no request is refused, and has no id"), async () => {
    const { headers } = stateless("tools/list");
    expect(answered(await post('{"jsonrpc":"2.0","id":1,"result":{}}', headers))).toEqual([
      400,
      '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Revision 2026-07-28 has no responses from clients: the gateway asks nothing."}}',
    ]);
    expect(answered(await post('{"jsonrpc":"2.0","id":null,"method":"tools/list"}', headers))).toEqual([
      400,
      '{"jsonrpc":"2.0","error":{"code":-32600,"message":"The member \\"id\\" must be a string or an integer, at most 256 characters long."}}',
    ]);
    const twice = stateless("tools/list").body.replace('"id":1', '"id":1,"id":2');
    expect((await post(twice, headers)).status).toBe(400);
    const note = await post('{"jsonrpc":"2.0","method":"notifications/cancelled"}', headers);
    expect(answered(note)).toEqual([202, ""]);
  });

  it(verifies("revisions.codes", "a denial as an error has a code of the gateway's own"), async () => {
    const own = await runToolgate({ denialShape: "error" });
    try {
      const gateway = await decidingGateway(own, "codes", {
        targets: { Pay: [{ name: "send", inputSchema }] },
      });
      const caller = await own.issuer.token({});
      const asked = stateless("tools/call", call);
      const modern = await postMcp(gateway.url, caller, asked.body, asked.headers);
      expect([modern.status, modern.body.error.code]).toEqual([200, 403]);
      const older = await postMcp(gateway.url, caller, asked.body.replace(/,"_meta".*\}\}$/, "}}"));
      expect([older.status, older.body.error.code]).toEqual([200, -32002]);
      expect(modern.body.error.message).toBe(older.body.error.message);
    } finally {
      await own.close();
    }
  });
});

describe("a gateway's supportedVersions", () => {
  const gatewayOf = async (name: string, supportedVersions: string[]) =>
    String(
      (
        await running.createGateway(
          name,
          { Pay: [{ name: "send", inputSchema }] },
          { protocolConfiguration: { mcp: { supportedVersions } } },
        )
      ).gatewayUrl,
    );
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const hello =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}';

  it(
    verifies("revisions.supported", "without a revision, requests of it are refused with those there are"),
    async () => {
      const to = await gatewayOf("handshakes", ["2025-06-18", "2025-11-25"]);
      const asked = stateless("server/discover");
      expect(answered(await postMcp(to, token, asked.body, asked.headers))).toEqual([
        400,
        '{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"Unsupported protocol version \\"2026-07-28\\". Supported: 2025-11-25, 2025-06-18.","data":{"supported":["2025-11-25","2025-06-18"],"requested":"2026-07-28"}}}',
      ]);
      expect(answered(await postMcp(to, token, ping))).toEqual([
        400,
        '{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"Unsupported protocol version: a request without the MCP-Protocol-Version header is of revision 2025-03-26, which this gateway does not accept. Supported: 2025-11-25, 2025-06-18.","data":{"supported":["2025-11-25","2025-06-18"],"requested":"2025-03-26"}}}',
      ]);
      expect((await postMcp(to, token, `[${ping}]`)).body.error.code).toBe(-32022);
      expect((await postMcp(to, token, hello)).body.result.protocolVersion).toBe("2025-11-25");
      const { protocolVersion, era } = await useV2(to, { mode: "auto" });
      expect([protocolVersion, era]).toEqual(["2025-11-25", "legacy"]);
    },
  );

  it(verifies("revisions.supported", "may be the stateless revision alone"), async () => {
    const to = await gatewayOf("stateless", ["2026-07-28"]);
    expect((await postMcp(to, token, hello)).body.error).toMatchObject({
      code: -32022,
      data: { supported: ["2026-07-28"] },
    });
    const { protocolVersion, era } = await useV2(to, { mode: "auto" });
    expect([protocolVersion, era]).toEqual(["2026-07-28", "modern"]);
    await expect(useV1(to)).rejects.toThrow("2026-07-28");
  });
});

describe("pages", () => {
  const names = Array.from({ length: 230 }, (_, at) => `t${String(at).padStart(3, "0")}`);
  const all = names.map((name) => `Many___${name}`);
  let many: string;
  let whole: string;

  beforeAll(async () => {
    const targets = { Many: names.map((name) => ({ name, inputSchema })) };
    many = String((await running.createGateway("many", targets)).gatewayUrl);
    const more = { protocolConfiguration: { mcp: { disableMcpListToolsPagination: true } } };
    whole = String((await running.createGateway("whole", targets, more)).gatewayUrl);
  });

  const page = async (to: string, cursor?: string, caller = token) => {
    const asked = stateless("tools/list", cursor === undefined ? {} : { cursor });
    const { body } = await postMcp(to, caller, asked.body, asked.headers);
    const listed: { name: string }[] = body.result?.tools ?? [];
    return { names: listed.map(({ name }) => name), ...body.result, error: body.error };
  };

  it(
    verifies(
      "revisions.pages",
      "hold a hundred tools each, in the order of their names, and are all private",
    ),
    async () => {
      const first = await page(many);
      const second = await page(many, first.nextCursor);
      const third = await page(many, second.nextCursor);
      expect([first, second, third].map((one) => one.names)).toEqual([
        all.slice(0, 100),
        all.slice(100, 200),
        all.slice(200),
      ]);
      expect([first, second, third].map((one) => [one.ttlMs, one.cacheScope])).toEqual(
        Array.from({ length: 3 }, () => [5000, "private"]),
      );
      expect(third).not.toHaveProperty("nextCursor");
      expect((await page(many, first.nextCursor)).names).toEqual(second.names);
    },
  );

  it(
    verifies("revisions.pages", "go on for the caller and the gateway that got the cursor, in any revision"),
    async () => {
      const { nextCursor } = await page(many);
      const other = await running.issuer.token({ sub: "another" });
      for (const [to, caller] of [
        [many, other],
        [whole, token],
      ] as const) {
        expect((await page(to, nextCursor, caller)).error).toEqual({
          code: -32602,
          message:
            "Invalid cursor: it was not issued to this caller by this gateway. List again from the start, without a cursor.",
        });
      }
      const older = await postMcp(
        many,
        token,
        `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"${nextCursor}"}}`,
      );
      expect(older.body.result.tools[0].name).toBe("Many___t100");
    },
  );

  it(verifies("revisions.pages", "are not made where disableMcpListToolsPagination says so"), async () => {
    const only = await page(whole);
    expect(only.names).toEqual(all);
    expect(only).not.toHaveProperty("nextCursor");
  });

  it(verifies("revisions.pages", "are walked by the official clients"), async () => {
    for (const mode of ["legacy", "auto"] as const) {
      expect((await useV2(many, { mode })).names).toEqual(all);
    }
    const first = await useV1(many);
    expect(first.names).toEqual(all.slice(0, 100));
  });
});

describe("over HTTP", () => {
  it.each(["GET", "HEAD", "DELETE", "OPTIONS", "PUT", "PATCH"])(
    verifies("revisions.methods", "%s is a 405, whatever the revision"),
    async (method) => {
      for (const version of [undefined, ...all]) {
        const headers = version === undefined ? {} : { "mcp-protocol-version": version };
        const answer = await bare(method, headers);
        expect([answer.status, answer.allow]).toEqual([405, "POST"]);
        expect(answer.length > 0).toBe(method !== "HEAD");
      }
    },
  );

  it.each([
    ["*/*", 200],
    ["application/json", 200],
    ["application/json, text/event-stream", 200],
    ["text/event-stream;q=0.9, application/json;q=0.1", 200],
    ["text/event-stream", 406],
    ["application/json;q=0, */*", 406],
  ])(verifies("revisions.accept", "Accept: %s is a %i"), async (accept, status) => {
    const answer = await post('{"jsonrpc":"2.0","id":1,"method":"ping"}', { accept });
    expect(answer.status).toBe(status);
    if (status !== 406) return;
    expect(answer.body).toEqual({
      jsonrpc: "2.0",
      id: null,
      error: {
        code: -32600,
        message: `The gateway answers in application/json, which Accept: "${accept}" rules out.`,
      },
    });
  });
});

/** By node:http, since fetch does not send every method as it is. */
function bare(
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number | undefined; allow: string | undefined; length: number }> {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method, headers: { ...headers, authorization: `Bearer ${token}` } },
      (response) => {
        let length = 0;
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode, allow: response.headers.allow, length }),
        );
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}

const requestInit = () => ({ headers: { authorization: `Bearer ${token}` } });

/** Connects, lists, and closes again. */
async function useV2(to: string, versionNegotiation: v2.VersionNegotiationOptions) {
  const client = new v2.Client({ name: "test", version: "1.0.0" }, { versionNegotiation });
  await client.connect(new v2.StreamableHTTPClientTransport(new URL(to), { requestInit: requestInit() }));
  try {
    const { tools } = await client.listTools();
    return {
      names: tools.map(({ name }) => name),
      protocolVersion: client.getNegotiatedProtocolVersion(),
      era: client.getProtocolEra(),
    };
  } finally {
    await client.close();
  }
}

async function connectV1(to: string): Promise<v1.Client> {
  const client = new v1.Client({ name: "test", version: "1.0.0" });
  const transport = new V1Transport(new URL(to), { requestInit: requestInit() });
  // The SDK's own transport does not fit its own interface under exactOptionalPropertyTypes.
  await client.connect(transport as V1TransportPort);
  return client;
}

async function useV1(to: string) {
  const client = await connectV1(to);
  try {
    return { names: (await client.listTools()).tools.map(({ name }) => name) };
  } finally {
    await client.close();
  }
}

async function connectV2(versionNegotiation: v2.VersionNegotiationOptions | undefined): Promise<v2.Client> {
  const client = new v2.Client(
    { name: "test", version: "1.0.0" },
    versionNegotiation === undefined ? {} : { versionNegotiation },
  );
  await client.connect(new v2.StreamableHTTPClientTransport(new URL(url), { requestInit: requestInit() }));
  return client;
}

describe.each([
  { name: "v1", open: () => connectV1(url), spoken: undefined },
  { name: "v2", open: () => connectV2(undefined), spoken: "2025-11-25" },
  { name: "v2, auto", open: () => connectV2({ mode: "auto" }), spoken: "2026-07-28" },
  {
    name: "v2, pinned to 2026-07-28",
    open: () => connectV2({ mode: { pin: "2026-07-28" } }),
    spoken: "2026-07-28",
  },
])("the official client $name", ({ open, spoken }) => {
  let client: v1.Client | v2.Client;

  beforeAll(async () => {
    client = await open();
  });

  afterAll(() => client.close());

  it(verifies("revisions.clients", "connects, and reads the instructions"), () => {
    if ("getNegotiatedProtocolVersion" in client) expect(client.getNegotiatedProtocolVersion()).toBe(spoken);
    expect(client.getServerVersion()).toMatchObject({ name: "pay", version: "0.1.0" });
    expect(client.getInstructions()).toBe("Pay with care");
  });

  it(verifies("revisions.clients", "lists, calls, and reads a denial"), async () => {
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(["Pay___send", "Pay___tell"]);
    const allowed = await client.callTool({ name: "Pay___send", arguments: { amount: 450 } });
    expect(allowed).toMatchObject({ isError: false, content: [{ type: "text", text: '{"amount":450}' }] });
    const refused = await client.callTool({ name: "Pay___void", arguments: { amount: 450 } });
    expect(refused).toMatchObject({ isError: true, content: [{ type: "text", text: denial }] });
  });

  it(
    verifies("revisions.structured-content", "gets the structured content that the tool promised"),
    async () => {
      await client.listTools();
      const told = await client.callTool({ name: "Pay___tell", arguments: { amount: 450 } });
      expect(told).toMatchObject({
        structuredContent: { amount: 450 },
        content: [{ type: "text", text: '{"amount":450}' }],
      });
      const refused = await client.callTool({ name: "Pay___tell", arguments: { amount: 500 } });
      expect(refused).toMatchObject({ isError: true, content: [{ type: "text", text: denial }] });
    },
  );
});

describe("the official client v2, asking for each revision with a handshake", () => {
  it.each(["2025-11-25", "2025-06-18", "2025-03-26"])(
    verifies("revisions.clients", "%s is spoken"),
    async (version) => {
      const client = new v2.Client(
        { name: "test", version: "1.0.0" },
        { supportedProtocolVersions: [version] },
      );
      await client.connect(
        new v2.StreamableHTTPClientTransport(new URL(url), { requestInit: requestInit() }),
      );
      expect(client.getNegotiatedProtocolVersion()).toBe(version);
      expect((await client.listTools()).tools).toHaveLength(2);
      const told = await client.callTool({ name: "Pay___tell", arguments: { amount: 450 } });
      expect(told.structuredContent).toEqual({ amount: 450 });
      await client.close();
    },
  );
});
