import { randomUUID } from "node:crypto";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createMcpServers, type McpServersOptions } from "@toolgate/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { event, openStream, startUpstream, type ToolCall, type UpstreamOptions } from "./mcp-upstream.ts";
import { verifies } from "./verifies.ts";

type McpServers = ReturnType<typeof createMcpServers>;
type Call = Parameters<McpServers["call"]>[0];

/** As soon as it holds; the limit is for machines that are busy. */
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function open(options: Partial<McpServersOptions> = {}): McpServers {
  const servers = createMcpServers({
    allowLoopback: true,
    ownPorts: () => [],
    stdioServers: {},
    baseFolder: process.cwd(),
    log: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
    clock: { now: () => Date.now() },
    ...options,
  });
  closing.push(() => servers.close());
  return servers;
}

async function upstream(options: UpstreamOptions = {}) {
  const started = await startUpstream(options);
  closing.push(() => started.close());
  return started;
}

function call(endpoint: string, tool: string, more: Partial<Call> = {}): Call {
  return {
    endpoint,
    tool,
    inputSchema: { type: "object" },
    arguments: "{}",
    session: "alice",
    repeatable: false,
    requestId: "request-1",
    ...more,
  };
}

const ok = (tool: ToolCall) => tool.result('{"content":[],"resultType":"complete"}');
const succeeded = { ok: true, kind: "mcp", isError: false, result: '{"content":[],"resultType":"complete"}' };

const revisions = ["2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"] as const;

const weather = {
  name: "get_weather",
  title: "Weather",
  description: "The weather of a city",
  inputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      city: { type: "string", minLength: 1 },
      days: { anyOf: [{ type: "integer" }, { type: "null" }] },
    },
    required: ["city"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { celsius: { type: "number" } }, "x-own": [1] },
  annotations: { readOnlyHint: true, "x-own": "kept" },
  icons: [{ src: "data:,", "x-own": 1 }],
  _meta: { "example.com/a": { b: [1] } },
};
const tool = (name: string) => ({ name, inputSchema: { type: "object" } });

describe("tools", () => {
  it.each(revisions.flatMap((revision) => [false, true].map((stateful) => ({ revision, stateful }))))(
    verifies("mcp-servers.list", "lists every page whole, revision $revision, sessions $stateful"),
    async ({ revision, stateful }) => {
      const behind = await upstream({
        revision,
        stateful: stateful && revision !== "2026-07-28",
        pages: [
          [weather],
          [tool("b.c-d_e")],
          [revision === "2026-07-28" ? tool("f") : { ...tool("f"), description: null, annotations: null }],
        ],
      });
      expect(await open().tools(behind.url)).toEqual([weather, tool("b.c-d_e"), tool("f")]);
      await eventually(() => expect(behind.sessions.size).toBe(0));
      const listed = behind.seen.filter(({ rpc }) => rpc === "tools/list");
      expect(listed.map(({ headers }) => headers["mcp-protocol-version"])).toEqual([
        revision,
        revision,
        revision,
      ]);
    },
  );

  it(verifies("mcp-servers.list", "leaves out a tool that asks for headers it may not have"), async () => {
    const bad = {
      ...tool("bad"),
      inputSchema: { type: "object", properties: { a: { type: "number", "x-mcp-header": "A" } } },
    };
    const behind = await upstream({ revision: "2026-07-28", pages: [[bad, tool("good")]] });
    expect((await open().tools(behind.url)).map(({ name }) => name)).toEqual(["good"]);
  });

  const deep = () => {
    let schema: object = {};
    for (let i = 0; i < 70; i++) schema = { properties: { a: schema } };
    return schema;
  };

  it.each<[string, UpstreamOptions, string]>([
    ["a name twice", { pages: [[tool("a")], [tool("a")]] }, 'the tool "a" is listed twice'],
    [
      "a name that is none",
      { pages: [[tool("a b")]] },
      'the tool name "a b" is not 1 to 256 letters, digits, underscores, dots or hyphens',
    ],
    [
      "a tool without a schema",
      { pages: [[{ name: "a" }]] },
      "a listed tool is malformed: inputSchema: Invalid input: expected record, received undefined",
    ],
    [
      "a schema without end",
      { pages: [[{ ...tool("a"), inputSchema: deep() }]] },
      "a tool's definition nests deeper than 64",
    ],
    [
      "too many tools",
      { pages: [[tool("a"), tool("b"), tool("c"), tool("d")]] },
      "it lists more than 3 tools",
    ],
    ["pages without end", { pages: [[]], nextCursor: "0" }, "its pages of tools do not end"],
    [
      "too many bytes",
      { pages: [[{ ...tool("a"), description: "x".repeat(20_000) }]] },
      "The MCP server URL: its list of tools is larger than 10000 bytes",
    ],
  ])(verifies("mcp-servers.list.refused", "refuses %s"), async (_what, options, why) => {
    const behind = await upstream(options);
    const servers = open({ limits: { tools: 3, listBytes: 10_000 } });
    await expect(servers.tools(behind.url)).rejects.toThrow(
      `Failed to connect and fetch tools from the provided MCP target server. Error - ${why.replace("URL", behind.url)}`,
    );
  });

  it.each<[string, UpstreamOptions, string]>([
    [
      "answers with status 500",
      { before: (_seen, response) => Boolean(response.writeHead(500).end("out of order")) },
      "The MCP server URL could not be used: Version negotiation failed: the server answered the probe with HTTP 500",
    ],
    [
      "wants a token",
      { before: (_seen, response) => Boolean(response.writeHead(401).end()) },
      "The MCP server URL could not be used: Version negotiation failed: the server requires authorization (HTTP 401)",
    ],
    [
      "redirects",
      {
        before: (_seen, response) =>
          Boolean(response.writeHead(307, { location: "http://127.0.0.1:1/" }).end()),
      },
      "The MCP server URL answered with status 307; redirects are not followed, so configure the final URL",
    ],
    ["hangs", { before: () => true }, "The MCP server URL gave no complete answer within 200 ms"],
    [
      "drops the connection",
      { before: (_seen, _response, request) => Boolean(request.socket.destroy()) },
      "The MCP server URL broke the connection off: other side closed",
    ],
    [
      "speaks another protocol",
      {
        before: (_seen, response) =>
          Boolean(response.writeHead(200, { "content-type": "text/html" }).end("<p>hi")),
      },
      "The MCP server URL could not be used: Version negotiation probe failed: the server answered with an unusable reply (Unexpected content type: text/html)",
    ],
    [
      "speaks a revision of its own",
      { revision: "1999-01-01" },
      "The MCP server URL could not be used: Server's protocol version is not supported: 1999-01-01",
    ],
  ])(verifies("mcp-servers.list.refused", "says so when the server %s"), async (what, options, why) => {
    const behind = await upstream(options);
    const servers = open(what === "hangs" ? { limits: { listMillis: 200 } } : {});
    const failure = await servers.tools(behind.url).catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: "McpServerFailure",
      message: `Failed to connect and fetch tools from the provided MCP target server. Error - ${why.replace("URL", behind.url)}`,
    });
  });
});

describe("where it connects", () => {
  const port = (url: string) => Number(new URL(url).port);

  it(verifies("mcp-servers.outbound", "not to Toolgate's own ports"), async () => {
    const behind = await upstream();
    const servers = open({ ownPorts: () => [port(behind.url)] });
    const why = `The MCP server ${behind.url} may not be connected to: 127.0.0.1 port ${port(behind.url)} is Toolgate's own; it does not fetch from itself on someone's word`;
    await expect(servers.tools(behind.url)).rejects.toThrow(why);
    expect(await servers.call(call(behind.url, "a"))).toEqual({ ok: false, kind: "unavailable", cause: why });
    expect(behind.seen).toEqual([]);
  });

  it(verifies("mcp-servers.outbound", "not to loopback while Toolgate listens elsewhere"), async () => {
    const behind = await upstream();
    expect(await open({ allowLoopback: false }).call(call(behind.url, "a"))).toMatchObject({
      cause: `The MCP server ${behind.url} may not be connected to: 127.0.0.1 is a loopback address, allowed only while Toolgate itself listens on loopback`,
    });
    expect(behind.seen).toEqual([]);
  });

  it.each([
    [
      "http://192.0.2.1/mcp",
      "http://192.0.2.1/mcp is http, which is for this machine only; use https, for arguments and results would cross the network in the clear",
    ],
    [
      "https://10.0.0.1/mcp",
      "The MCP server https://10.0.0.1/mcp may not be connected to: 10.0.0.1 is of the class private; only public addresses are fetched from",
    ],
    [
      "https://a:b@example.com/mcp",
      "https://example.com/mcp carries a user name or password; URLs must not hold credentials",
    ],
    ["ftp://example.com/", "ftp://example.com/ is neither https nor http"],
    ["nonsense", '"nonsense" is not a URL'],
    ["stdio://nobody", 'The configuration names no MCP server "nobody" under mcpServers; it names none'],
  ])(verifies("mcp-servers.outbound", "not to %s"), async (endpoint, cause) => {
    const servers = open();
    expect(await servers.call(call(endpoint, "a"))).toEqual({ ok: false, kind: "unavailable", cause });
    await expect(servers.tools(endpoint)).rejects.toThrow(cause);
  });
});

describe("call", () => {
  it.each(revisions)(
    verifies("mcp-servers.revisions", "speaks %s to a server that does"),
    async (revision) => {
      const behind = await upstream({ revision, tools: { add: ok } });
      const servers = open();
      const meta =
        '{"traceparent":"00-a","progressToken":1,"io.modelcontextprotocol/clientInfo":{"name":"theirs"}}';
      const one = call(behind.url, "add", { arguments: '{ "a": 1.50 }', meta });
      expect(await servers.call(one)).toEqual(succeeded);
      expect(await servers.call(one)).toEqual(succeeded);
      const [first, second] = behind.calls();
      const envelope = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "toolgate", version: expect.any(String) },
        "io.modelcontextprotocol/clientCapabilities": {},
      };
      expect(first?.text).toContain('"arguments":{ "a": 1.50 }');
      expect(first?.body.params).toEqual({
        name: "add",
        arguments: { a: 1.5 },
        _meta: { traceparent: "00-a", ...(revision === "2026-07-28" ? envelope : {}) },
      });
      expect(first?.headers).toMatchObject({
        "mcp-protocol-version": revision,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      });
      expect([first?.headers["mcp-method"], first?.headers["mcp-name"]]).toEqual(
        revision === "2026-07-28" ? ["tools/call", "add"] : [undefined, undefined],
      );
      expect(second?.body.id).not.toBe(first?.body.id);
      const handshake = ["server/discover", "initialize", "notifications/initialized"];
      expect(behind.methods()).toEqual([
        ...(revision === "2026-07-28" ? ["server/discover"] : handshake),
        "tools/call",
        "tools/call",
      ]);
    },
  );

  it(
    verifies("mcp-servers.revisions", "repeats arguments as headers where the tool asks for it"),
    async () => {
      const behind = await upstream({ revision: "2026-07-28", tools: { add: ok } });
      const inputSchema = {
        type: "object",
        properties: { region: { type: "string", "x-mcp-header": "Region" } },
      };
      await open().call(call(behind.url, "add", { inputSchema, arguments: '{"region":"eu"}' }));
      expect(behind.calls()[0]?.headers["mcp-param-region"]).toBe("eu");
    },
  );

  it.each(["application/json", "text/event-stream"])(
    verifies("mcp-servers.bytes", "keeps a result byte for byte, sent as %s"),
    async (type) => {
      const text =
        '{ "content" : [{"text":"\\u00e9\\/","type":"text"}],"structuredContent":{"n":1.50,"big":9007199254740993} , "_meta":{"a":null},"isError":true }';
      const behind = await upstream({
        tools: {
          odd: ({ response, body, result }) => {
            if (type === "application/json") return result(text);
            openStream(response);
            response.end(event(`{"jsonrpc":"2.0","id":${body.id},"result":${text}}`));
          },
        },
      });
      expect(await open().call(call(behind.url, "odd"))).toEqual({
        ok: true,
        kind: "mcp",
        result: text,
        isError: true,
      });
    },
  );

  it(verifies("mcp-servers.errors", "passes on what the server refuses, with its data"), async () => {
    const behind = await upstream({
      tools: {
        refuse: ({ response, body }) =>
          response
            .writeHead(body.params.arguments.status, { "content-type": "application/json; charset=utf-8" })
            .end(
              `{"jsonrpc":"2.0","id":${body.id},"error":{"code":-32602,"message":"no such city","data":{ "n":1.0 }}}`,
            ),
      },
    });
    for (const status of [200, 400, 404]) {
      expect(await open().call(call(behind.url, "refuse", { arguments: `{"status":${status}}` }))).toEqual({
        ok: false,
        kind: "rpc-error",
        code: -32602,
        cause: "no such city",
        data: '{ "n":1.0 }',
      });
    }
  });

  it(
    verifies(
      "mcp-servers.sse",
      "reads a stream to the answer, and leaves no request of the server's hanging",
    ),
    async () => {
      const asked = ["ping", "sampling/createMessage", "elicitation/create", "roots/list"];
      const behind = await upstream({
        stateful: true,
        tools: {
          chatty: ({ response, body }) => {
            openStream(response);
            response.write(": hello\n\n");
            response.write(
              event({ jsonrpc: "2.0", method: "notifications/progress", params: { progress: 1 } }),
            );
            response.write(event({ jsonrpc: "2.0", id: 999_999, result: { content: ["not ours"] } }));
            for (const [id, method] of asked.entries())
              response.write(event({ jsonrpc: "2.0", id: `s${id}`, method }));
            void vi
              .waitFor(() => expect(behind.seen.filter(({ rpc }) => rpc === "answer")).toHaveLength(4))
              .then(() => response.end(event({ jsonrpc: "2.0", id: body.id, result: { content: [] } })));
          },
        },
      });
      expect(await open().call(call(behind.url, "chatty"))).toMatchObject({
        ok: true,
        result: '{"content":[]}',
      });
      const answers = behind.seen.filter(({ rpc }) => rpc === "answer");
      const answered = Object.fromEntries(
        answers.map(({ body }) => [body.id, body.result ?? body.error.code]),
      );
      expect(answered).toEqual({ s0: {}, s1: -32601, s2: -32601, s3: -32601 });
      expect(new Set(answers.map(({ headers }) => headers["mcp-session-id"]))).toEqual(
        new Set(["session-1"]),
      );
    },
  );

  it(
    verifies("mcp-servers.sse", "takes a stream that ends early up again where the server says where"),
    async () => {
      let id: unknown;
      const behind = await upstream({
        before: (seen, response) => {
          if (seen.method !== "GET") return false;
          openStream(response);
          response.end(event({ jsonrpc: "2.0", id, result: { content: [] } }));
          return true;
        },
        tools: {
          later: ({ response, body }) => {
            id = body.id;
            openStream(response);
            response.end("id: place-7\nretry: 1\ndata:\n\n");
          },
        },
      });
      expect(await open().call(call(behind.url, "later"))).toMatchObject({
        ok: true,
        result: '{"content":[]}',
      });
      expect(behind.seen.at(-1)?.headers).toMatchObject({
        "last-event-id": "place-7",
        accept: "text/event-stream",
      });
      expect(behind.calls()).toHaveLength(1);
    },
  );

  type Failure = [what: string, answer: (call: ToolCall) => void, kind: string, cause: string];
  const status =
    (code: number, text = "", headers = {}) =>
    ({ response }: ToolCall) => {
      response.writeHead(code, headers).end(text);
    };
  const typed = { "content-type": "application/json" };

  it.each<Failure>([
    ["status 500", status(500, "boom\n\u001b[31m"), "unavailable", "answered with status 500: boom [31m"],
    ["status 429", status(429), "unavailable", "answered with status 429"],
    ["status 401", status(401, "who are you"), "access", "answered with status 401: who are you"],
    ["status 403", status(403), "access", "answered with status 403"],
    [
      "a redirect",
      status(302, "", { location: "/elsewhere" }),
      "unavailable",
      "answered with status 302; redirects are not followed, so configure the final URL",
    ],
    [
      "nothing",
      status(202),
      "unavailable",
      "answered with status 202 and no content type, but not with an answer to the request",
    ],
    [
      "a page",
      status(200, "<p>", { "content-type": "text/html" }),
      "unavailable",
      "answered with status 200 and text/html, but not with an answer to the request",
    ],
    [
      "broken JSON",
      status(200, '{"jsonrpc":', typed),
      "unavailable",
      "answered with status 200 and application/json, but not with an answer to the request",
    ],
    [
      "an answer to another request",
      status(200, '{"jsonrpc":"2.0","id":0,"result":{}}', typed),
      "unavailable",
      "answered with status 200 and application/json, but not with an answer to the request",
    ],
    [
      "bytes that are no text",
      ({ response }) => response.writeHead(200, typed).end(Buffer.from([0x22, 0xff, 0x22])),
      "unavailable",
      "sent what is not text in UTF-8",
    ],
    [
      "a result that is no object",
      ({ result }) => result("[1]"),
      "unavailable",
      "answered with a result that is no object, or names a member twice",
    ],
    [
      "a result that says two things",
      ({ result }) => result('{"isError":true,"isError":false}'),
      "unavailable",
      "answered with a result that is no object, or names a member twice",
    ],
    [
      "a question",
      ({ result }) => result('{"resultType":"input_required"}'),
      "unavailable",
      'answered with a result of the type "input_required"; the gateway passes on complete results only',
    ],
    [
      "too much",
      ({ result }) => result(`{"content":["${"x".repeat(2_000)}"]}`),
      "too-large",
      "the answer is larger than 1000 bytes",
    ],
    [
      "a stream without end",
      ({ response }) => {
        openStream(response);
        const more = () => response.write(event({ jsonrpc: "2.0", method: "notifications/message" }), more);
        more();
        response.on("error", () => {});
      },
      "too-large",
      "the answer is larger than 1000 bytes",
    ],
    [
      "a stream that ends early",
      ({ response }) => {
        openStream(response);
        response.end(event({ jsonrpc: "2.0", method: "notifications/message" }));
      },
      "unavailable",
      "broke the connection off: the stream ended before the answer came",
    ],
    [
      "an event that is no message",
      ({ response }) => {
        openStream(response);
        response.end("data: hello\n\n");
      },
      "unavailable",
      "sent an event that is no message",
    ],
    [
      "half an answer",
      ({ response }) => {
        response.writeHead(200, { ...typed, "content-length": "100" });
        response.write('{"jsonrpc"', () => response.destroy());
      },
      "unavailable",
      "broke the connection off: other side closed",
    ],
    ["silence", () => {}, "timeout", "gave no complete answer within 300 ms"],
    [
      "half a stream and silence",
      ({ response }) => {
        openStream(response);
        response.write(event({ jsonrpc: "2.0", method: "notifications/message" }));
      },
      "timeout",
      "gave no complete answer within 300 ms",
    ],
  ])(
    verifies("mcp-servers.errors", "says what went wrong when the server answers with %s"),
    async (_what, answer, kind, cause) => {
      const behind = await upstream({ tools: { a: answer, b: ok } });
      const servers = open({
        limits: { answerBytes: 1_000, ...(kind === "timeout" ? { callMillis: 300 } : {}) },
      });
      const result = await servers.call(call(behind.url, "a"));
      expect(result).toMatchObject({ ok: false, kind });
      expect("cause" in result && result.cause).toMatch(new RegExp(`^The MCP server ${behind.url}:? `));
      expect("cause" in result && result.cause.endsWith(cause)).toBe(true);
      expect(behind.calls()).toHaveLength(1);
      expect(await servers.call(call(behind.url, "b"))).toEqual(succeeded);
    },
  );

  it(verifies("mcp-servers.errors", "names the endpoint that nobody listens on"), async () => {
    const behind = await startUpstream();
    await behind.close();
    const servers = open();
    const refused = `could not be connected to: connect ECONNREFUSED ${new URL(behind.url).host}`;
    expect(await servers.call(call(behind.url, "a"))).toEqual({
      ok: false,
      kind: "unavailable",
      cause: `The MCP server ${behind.url} ${refused}`,
    });
    await expect(servers.tools(behind.url)).rejects.toThrow(
      `Error - The MCP server ${behind.url} ${refused}`,
    );
  });

  it("tells a server with sessions that a call it is late with is not waited for", async () => {
    const behind = await upstream({ stateful: true, tools: { hang: () => {} } });
    await open({ limits: { callMillis: 1_500 } }).call(call(behind.url, "hang"));
    await eventually(() => expect(behind.methods()).toContain("notifications/cancelled"));
    expect(behind.seen.at(-1)?.body.params.requestId).toBe(behind.calls()[0]?.body.id);
  });
});

describe("sessions", () => {
  const whoami = ({ session, result }: ToolCall) => result(JSON.stringify({ content: [], session }));
  const sessionOf = async (servers: McpServers, url: string, session: string) => {
    const result = await servers.call(call(url, "whoami", { session }));
    return result.ok && result.kind === "mcp" ? JSON.parse(result.result).session : result;
  };

  it(
    verifies("mcp-servers.sessions", "are never shared between principals, and used again by the same"),
    async () => {
      const behind = await upstream({ stateful: true, tools: { whoami } });
      const servers = open();
      const asked = ["alice", "bob", "alice", "carol", "bob", "alice"];
      const got = await Promise.all(asked.map((who) => sessionOf(servers, behind.url, who)));
      const byPrincipal = new Map(asked.map((who, index) => [who, got[index]]));
      expect(new Set(byPrincipal.values()).size).toBe(3);
      expect(got).toEqual(asked.map((who) => byPrincipal.get(who)));
      expect(behind.methods().filter((method) => method === "initialize")).toHaveLength(3);
      expect(await sessionOf(servers, behind.url, "alice")).toBe(byPrincipal.get("alice"));
    },
  );

  it.each([404, 400])(
    verifies("mcp-servers.sessions", "are opened anew, once, when the server answers %s to one it has lost"),
    async (lostStatus) => {
      const behind = await upstream({ stateful: true, lostStatus, tools: { whoami } });
      const servers = open();
      expect(await sessionOf(servers, behind.url, "alice")).toBe("session-1");
      behind.sessions.clear();
      expect(await sessionOf(servers, behind.url, "alice")).toBe("session-2");
      expect(behind.calls()).toHaveLength(3);
    },
  );

  it("are not asked for without end", async () => {
    const behind = await upstream({
      stateful: true,
      before: ({ rpc }, response) => rpc === "tools/call" && Boolean(response.writeHead(404).end("gone")),
    });
    expect(await sessionOf(open(), behind.url, "alice")).toEqual({
      ok: false,
      kind: "unavailable",
      cause: `The MCP server ${behind.url} answered with status 404: gone`,
    });
    expect(behind.calls()).toHaveLength(2);
  });

  it("begin when a server that kept none starts to", async () => {
    const first = await startUpstream({ tools: { whoami } });
    let stateful = false;
    const behind = await upstream({
      stateful: true,
      tools: { whoami },
      before: (seen, response) => {
        if (stateful) return false;
        // What the other server would say.
        void fetch(first.url, {
          method: "POST",
          body: seen.text,
          headers: { "content-type": "application/json" },
        }).then(async (answer) =>
          response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text()),
        );
        return true;
      },
    });
    const servers = open();
    expect(await sessionOf(servers, behind.url, "alice")).toBeUndefined();
    stateful = true;
    expect(await sessionOf(servers, behind.url, "alice")).toBe("session-1");
    await first.close();
  });

  it(
    verifies("mcp-servers.sessions", "are ended when unused, when too many, and when Toolgate stops"),
    async () => {
      let now = 0;
      const behind = await upstream({ stateful: true, tools: { whoami } });
      const servers = open({
        clock: { now: () => now },
        limits: { sessions: 2, idleMillis: 60_000, sweepMillis: 5 },
      });
      for (const who of ["alice", "bob", "carol"]) await sessionOf(servers, behind.url, who);
      await eventually(() => expect([...behind.sessions]).toEqual(["session-2", "session-3"]));
      now += 60_000;
      await eventually(() => expect([...behind.sessions]).toEqual([]));
      expect(await sessionOf(servers, behind.url, "alice")).toBe("session-4");
      await servers.close();
      expect([...behind.sessions]).toEqual([]);
      expect(await servers.call(call(behind.url, "whoami"))).toMatchObject({
        cause: "Toolgate is shutting down",
      });
    },
  );

  it("end the calls that are under way when Toolgate stops", async () => {
    const behind = await upstream({ tools: { hang: () => {} } });
    const servers = open();
    const hanging = servers.call(call(behind.url, "hang"));
    await eventually(() => expect(behind.calls()).toHaveLength(1));
    await servers.close();
    expect(await hanging).toEqual({
      ok: false,
      kind: "unavailable",
      cause: `The MCP server ${behind.url}: Toolgate is shutting down`,
    });
  });
});

describe("care for what is behind", () => {
  const drop = ({ response }: ToolCall) => {
    response.socket?.destroy();
  };

  it.each([
    { repeatable: true, times: 2 },
    { repeatable: false, times: 1 },
  ])(
    verifies("mcp-servers.repeat", "a broken call is sent $times times when repeatable is $repeatable"),
    async ({ repeatable, times }) => {
      const behind = await upstream({ tools: { drop } });
      expect(await open().call(call(behind.url, "drop", { repeatable }))).toMatchObject({ ok: false });
      expect(behind.calls()).toHaveLength(times);
    },
  );

  it(verifies("mcp-servers.repeat", "a repeated call that succeeds is a success"), async () => {
    let times = 0;
    const behind = await upstream({ tools: { once: (one) => (++times === 1 ? drop(one) : ok(one)) } });
    expect(await open().call(call(behind.url, "once", { repeatable: true }))).toEqual(succeeded);
  });

  it.each([500, 429])(verifies("mcp-servers.repeat", "status %s is not asked for twice"), async (code) => {
    const behind = await upstream({ tools: { a: ({ response }) => response.writeHead(code).end() } });
    await open().call(call(behind.url, "a", { repeatable: true }));
    expect(behind.calls()).toHaveLength(1);
  });

  it(
    verifies("mcp-servers.busy", "calls beyond the places wait, and beyond the queue are refused"),
    async () => {
      const held: ToolCall[] = [];
      const behind = await upstream({ tools: { hold: (one) => held.push(one) } });
      const servers = open({ limits: { concurrency: 1, queue: 1 } });
      const first = servers.call(call(behind.url, "hold"));
      await eventually(() => expect(held).toHaveLength(1));
      const second = servers.call(call(behind.url, "hold"));
      expect(await servers.call(call(behind.url, "hold"))).toEqual({
        ok: false,
        kind: "unavailable",
        cause: `The MCP server ${behind.url} is busy: all 1 of its places for calls are busy and 1 calls wait already`,
      });
      for (const running of [first, second]) {
        const one = await eventually(() => held.shift() ?? Promise.reject(new Error("not called yet")));
        ok(one);
        expect(await running).toEqual(succeeded);
      }
    },
  );

  it(verifies("mcp-servers.apart", "one hanging endpoint does not slow another"), async () => {
    const hanging = await upstream({ tools: { hang: () => {} } });
    const healthy = await upstream({ tools: { fine: ok } });
    const servers = open({ limits: { concurrency: 2, queue: 1 } });
    const stuck = [1, 2, 3].map(() => servers.call(call(hanging.url, "hang")));
    await eventually(() => expect(hanging.calls()).toHaveLength(2));
    for (let i = 0; i < 5; i++) expect(await servers.call(call(healthy.url, "fine"))).toEqual(succeeded);
    await servers.close();
    expect((await Promise.all(stuck)).map((result) => result.ok)).toEqual([false, false, false]);
  });

  it(
    verifies(
      "mcp-servers.circuit",
      "an endpoint that keeps failing is left alone, says so, and is tried again",
    ),
    async () => {
      let now = Date.parse("2026-01-02T03:04:05.000Z");
      let broken = true;
      const behind = await upstream({
        tools: {
          a: (one) => (broken ? one.response.writeHead(503).end() : ok(one)),
          tell: ({ result }) => result('{"isError":true}'),
        },
      });
      const other = await upstream({ tools: { a: ok } });
      const servers = open({
        clock: { now: () => now },
        limits: { circuitFailures: 2, circuitMillis: 30_000 },
      });
      const a = call(behind.url, "a");
      await servers.call(a);
      await servers.call(a);
      now += 1_000;
      expect(await servers.call(a)).toEqual({
        ok: false,
        kind: "unavailable",
        cause: `The MCP server ${behind.url}: circuit open since 2026-01-02T03:04:05.000Z after 2 failures in a row; next try in 29 s; the last failure: The MCP server ${behind.url} answered with status 503`,
      });
      expect(behind.calls()).toHaveLength(2);
      expect(await servers.call(call(other.url, "a"))).toEqual(succeeded);
      now += 29_000;
      broken = false;
      expect(await servers.call(a)).toEqual(succeeded);
      for (let i = 0; i < 5; i++)
        expect(await servers.call(call(behind.url, "tell"))).toMatchObject({ isError: true });
      expect(await servers.call(a)).toEqual(succeeded);
    },
  );

  it("a server that lists its tools again is not left alone any longer", async () => {
    let broken = true;
    const behind = await upstream({
      tools: { a: (one) => (broken ? one.response.writeHead(500).end() : ok(one)) },
    });
    const servers = open({ limits: { circuitFailures: 1 } });
    await servers.call(call(behind.url, "a"));
    broken = false;
    expect(await servers.call(call(behind.url, "a"))).toMatchObject({ ok: false });
    await servers.tools(behind.url);
    expect(await servers.call(call(behind.url, "a"))).toEqual(succeeded);
  });
});

describe("a server built with the official SDK", () => {
  async function sdkServer(
    stateful: boolean,
  ): Promise<{ url: string; transports: Map<string, StreamableHTTPServerTransport> }> {
    const transports = new Map<string, StreamableHTTPServerTransport>();
    async function connected(): Promise<StreamableHTTPServerTransport> {
      const server = new Server({ name: "sdk", version: "1" }, { capabilities: { tools: {}, logging: {} } });
      server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [weather] }));
      server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
        await extra.sendNotification({
          method: "notifications/message",
          params: { level: "info", data: "working" },
        });
        return {
          content: [{ type: "text", text: `${params.arguments?.city}` }],
          structuredContent: { celsius: 21.5 },
        };
      });
      const transport = new StreamableHTTPServerTransport(
        stateful
          ? {
              sessionIdGenerator: randomUUID,
              onsessioninitialized: (id) => void transports.set(id, transport),
            }
          : {},
      );
      transport.onclose = () => transports.delete(transport.sessionId ?? "");
      await server.connect(transport as Parameters<typeof server.connect>[0]);
      return transport;
    }
    const http: HttpServer = createServer(async (request, response) => {
      const transport = transports.get(String(request.headers["mcp-session-id"])) ?? (await connected());
      await transport.handleRequest(request, response);
    });
    await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
    closing.push(
      () =>
        new Promise((closed) => {
          http.close(closed);
          http.closeAllConnections();
        }),
    );
    return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`, transports };
  }

  it.each([true, false])(verifies("mcp-servers.sdk", "lists and calls, sessions %s"), async (stateful) => {
    const { url, transports } = await sdkServer(stateful);
    const servers = open();
    expect(await servers.tools(url)).toEqual([weather]);
    await eventually(() => expect(transports.size).toBe(0));
    for (const session of ["alice", "bob", "alice"]) {
      expect(await servers.call(call(url, "get_weather", { session, arguments: '{"city":"Ulm"}' }))).toEqual({
        ok: true,
        kind: "mcp",
        isError: false,
        result: '{"content":[{"type":"text","text":"Ulm"}],"structuredContent":{"celsius":21.5}}',
      });
    }
    expect(transports.size).toBe(stateful ? 2 : 0);
    await servers.close();
    await eventually(() => expect(transports.size).toBe(0));
  });
});

describe("a call that somebody listens to", () => {
  const listening = () => {
    const controller = new AbortController();
    const heard: string[] = [];
    const listener = {
      notify: (text: string) => void heard.push(text),
      logLevel: "debug" as const,
      gone: controller.signal,
    };
    return { heard, listener, leave: () => controller.abort() };
  };
  const left = { ok: false, kind: "unavailable", cause: "The caller left before the answer came" };

  it(
    verifies("mcp-servers.circuit", "and that is left says nothing of the server, good or bad"),
    async () => {
      const held: ToolCall[] = [];
      const behind = await upstream({
        tools: { hold: (tool) => held.push(tool), fail: ({ response }) => response.writeHead(503).end() },
      });
      const servers = open({ limits: { circuitFailures: 2 } });
      const fail = () => servers.call(call(behind.url, "fail"));
      await fail();
      const { listener, leave } = listening();
      const waiting = servers.call(call(behind.url, "hold", { listener }));
      await eventually(() => expect(held).toHaveLength(1));
      leave();
      expect(await waiting).toEqual(left);
      await fail();
      expect(await fail()).toMatchObject({ cause: expect.stringContaining("circuit open") });
      expect(behind.calls()).toHaveLength(3);
    },
  );

  it(verifies("streamed.leaving", "and that is left while it waits for its turn is never made"), async () => {
    const held: ToolCall[] = [];
    const behind = await upstream({ tools: { hold: (tool) => held.push(tool), quick: ok } });
    const servers = open({ limits: { concurrency: 1 } });
    const first = servers.call(call(behind.url, "hold"));
    await eventually(() => expect(held).toHaveLength(1));
    const { listener, leave } = listening();
    const second = servers.call(call(behind.url, "quick", { listener }));
    leave();
    for (const tool of held) ok(tool);
    expect([await first, await second]).toEqual([succeeded, left]);
    expect(behind.calls()).toHaveLength(1);
  });

  it(
    verifies("mcp-servers.sessions", "or none does, without a session key has a session of its own"),
    async () => {
      const behind = await upstream({ stateful: true, tools: { quick: ok } });
      const servers = open();
      const own = () => servers.call(call(behind.url, "quick", { session: undefined }));
      expect(await Promise.all([own(), own()])).toEqual([succeeded, succeeded]);
      const [one, other] = behind.calls().map(({ headers }) => headers["mcp-session-id"]);
      expect([typeof one, one === other]).toEqual(["string", false]);
      await eventually(() => expect(behind.sessions.size).toBe(0));
    },
  );
});
