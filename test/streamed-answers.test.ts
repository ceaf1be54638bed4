import { request as httpRequest } from "node:http";
import { fileURLToPath } from "node:url";
import {
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetGatewayCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { postMcp, statelessMeta } from "./mcp-post.ts";
import { event, openStream, startUpstream, type ToolCall, type Upstream } from "./mcp-upstream.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Answers that stream what an MCP server tells while it works, raw as they cross the wire. */

const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });

const streamingConfiguration = { enableResponseStreaming: true };
const streaming = { protocolConfiguration: { mcp: { streamingConfiguration } } };
const stdioServer = fileURLToPath(new URL("./fixtures/telling-server.mjs", import.meta.url));

const said = {
  jsonrpc: '{"jsonrpc":"2.0",',
  log: (level: string, data: string) =>
    `{"jsonrpc":"2.0","method":"notifications/message","params":{ "level":"${level}","data":${data} }}`,
  progress: (token: unknown, progress: string) =>
    `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${JSON.stringify(token)},"progress":${progress}}}`,
  result: (id: unknown, result: string) => `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`,
};
const done = '{"content":[],"n":1.50}';
const large = "x".repeat(300_000);

/** Streams that a test holds open. */
const held: ToolCall[] = [];

function stream({ body, response }: ToolCall, ...messages: readonly string[]): void {
  openStream(response);
  for (const message of messages) response.write(event(message));
  response.end(event(said.result(body.id, done)));
}

const tools: Readonly<Record<string, (call: ToolCall) => void>> = {
  tell: (call) => {
    const asked = call.body.params._meta?.progressToken;
    const progress = (value: string) => (asked === undefined ? [] : [said.progress(asked, value)]);
    stream(
      call,
      said.log("debug", '{ "step":1.0 }'),
      ...progress("0.50"),
      '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}',
      said.progress("another", "9"),
      said.log("error", '"two"'),
      ...progress("1"),
    );
  },
  quiet: (call) => call.result(done),
  refuse: ({ body, response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    const error = { code: -32021, message: "no sampling", data: { requiredCapabilities: {} } };
    response.end(JSON.stringify({ jsonrpc: "2.0", id: body.id, error }));
  },
  large: (call) => stream(call, said.log("info", `"${large}"`), said.log("info", '"small"')),
  endless: ({ response }) => {
    openStream(response);
    const line = event(said.log("info", `"${"x".repeat(200_000)}"`));
    const more = () => {
      while (!response.destroyed && response.write(line));
      response.once("drain", more);
    };
    more();
  },
  hold: (call) => {
    openStream(call.response);
    call.response.write(event(said.log("info", '"begun"')));
    held.push(call);
  },
  breakAfter: ({ response }) => {
    openStream(response);
    response.write(event(said.log("info", '"begun"')), () => response.destroy());
  },
  breakBefore: ({ response }) => {
    openStream(response);
    response.write(": nothing yet\n\n", () => response.destroy());
  },
  ask: ({ body, response }) => {
    openStream(response);
    response.write(event({ jsonrpc: "2.0", id: "s1", method: "sampling/createMessage", params: {} }));
    response.write(event(said.log("info", '"asked"')));
    held.push({ body, response } as ToolCall);
  },
  hidden: (call) => call.result(done),
};
const listed = Object.keys(tools).map((name) => ({
  name,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: true },
}));

interface Told {
  readonly events: readonly string[];
  readonly type: string | null;
  readonly status: number;
  readonly headers: Headers;
}

let running: RunningToolgate;
let token: string;
let upstreams: Readonly<Record<"2025-11-25" | "2026-07-28", Upstream>>;
let url: string;
let plainUrl: string;

beforeAll(async () => {
  upstreams = {
    "2025-11-25": await startUpstream({ revision: "2025-11-25", stateful: true, pages: [listed], tools }),
    "2026-07-28": await startUpstream({ revision: "2026-07-28", pages: [listed], tools }),
  };
  running = await runToolgate({ mcpServers: { telling: { command: [process.execPath, stdioServer] } } });
  token = await running.issuer.token({ sub: "ann" });
  const gateway = await createGateway("streaming", streaming);
  url = String(gateway.gatewayUrl);
  plainUrl = String((await createGateway("plain", {})).gatewayUrl);
});

afterAll(async () => {
  await running?.close();
  for (const upstream of Object.values(upstreams ?? {})) await upstream.close();
});

/** A gateway with a function and every MCP server, and every tool but `hidden` permitted. */
async function createGateway(name: string, more: object) {
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: `${name}Engine` }));
  const gateway = await running.createGateway(
    name,
    { Lambda: [{ name: "echo", inputSchema: { type: "object", properties: {} } }] },
    { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" }, ...more },
  );
  const targets = {
    Old: upstreams["2025-11-25"].url,
    New: upstreams["2026-07-28"].url,
    Stdio: "stdio://telling",
  };
  for (const [target, endpoint] of Object.entries(targets)) {
    const { status, statusReasons } = await running.aws.send(
      new CreateGatewayTargetCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: target,
        targetConfiguration: { mcp: { mcpServer: { endpoint } } },
      }),
    );
    expect([status, statusReasons]).toEqual(["READY", []]);
  }
  const here = `resource == AgentCore::Gateway::"${gateway.gatewayArn}"`;
  for (const [policy, statement] of Object.entries({
    All: `permit(principal, action, ${here});`,
    NotHidden: `forbid(principal, action == AgentCore::Action::"Old___hidden", ${here}) unless { principal.hasTag("admin") };`,
  })) {
    const { status } = await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: policy,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    expect(status).toBe("ACTIVE");
  }
  return gateway;
}

const accept = "application/json, text/event-stream";

interface Asking {
  readonly version?: string;
  readonly accept?: string;
  readonly meta?: object;
  readonly to?: string;
  readonly signal?: AbortSignal;
}

function requestOf(name: string, { version = "2025-11-25", accept: taken = accept, meta }: Asking) {
  const modern = version === "2026-07-28";
  const _meta = { ...(modern ? statelessMeta : {}), ...meta };
  const params = { name, arguments: {}, ...(Object.keys(_meta).length === 0 ? {} : { _meta }) };
  return {
    method: "POST",
    headers: {
      accept: taken,
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "mcp-protocol-version": version,
      ...(modern ? { "mcp-method": "tools/call", "mcp-name": name } : {}),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: "c1", method: "tools/call", params }),
  };
}

async function call(name: string, asking: Asking = {}): Promise<Told> {
  const response = await fetch(asking.to ?? url, requestOf(name, asking));
  const text = await response.text();
  const type = response.headers.get("content-type");
  return {
    status: response.status,
    headers: response.headers,
    type,
    events: type === "text/event-stream" ? eventsOf(text) : [text],
  };
}

const eventsOf = (text: string) =>
  [...text.matchAll(/^event: message\ndata: (.*)\n\n/gm)].map(([, data]) => String(data));

/** Opens a call and resolves with what has come when `text` is part of it. */
function openCall(
  name: string,
  text: string,
  asking: Asking = {},
): Promise<{ leave(): void; rest: Promise<string> }> {
  const { method, headers, body } = requestOf(name, asking);
  return new Promise((resolve, reject) => {
    const request = httpRequest(asking.to ?? url, { method, headers, agent: false }, (response) => {
      let came = "";
      const rest = new Promise<string>((ended) => response.on("close", () => ended(came)));
      response.on("data", (chunk) => {
        came += chunk;
        if (came.includes(text)) resolve({ leave: () => request.destroy(), rest });
      });
      response.on("error", () => {});
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function lastDecision() {
  const response = await fetch(`${running.toolgate.controlUrl}/toolgate/v1/decisions?limit=1`, {
    headers: { authorization: "test" },
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came
  const { decisions } = (await response.json()) as { decisions: any[] };
  return decisions[0];
}

const answered = said.result("c1", done);

describe("an answer that is streamed", () => {
  it.each([
    ["2025-03-26", "Old", answered],
    ["2025-06-18", "Old", answered],
    ["2025-11-25", "Old", answered],
    ["2025-11-25", "New", answered],
    ["2025-11-25", "Stdio", answered],
    ["2026-07-28", "Old", said.result("c1", `{"resultType":"complete",${done.slice(1)}`)],
    ["2026-07-28", "New", said.result("c1", `{"resultType":"complete",${done.slice(1)}`)],
  ])(
    verifies(
      "streamed.order",
      "tells to a caller of %s what the server %s told, to the letter, then its answer",
    ),
    async (version, target, last) => {
      const meta = {
        progressToken: "mine",
        ...(version === "2026-07-28" ? { "io.modelcontextprotocol/logLevel": "debug" } : {}),
      };
      const { status, headers, type, events } = await call(`${target}___tell`, { version, meta });
      expect([status, type, headers.get("cache-control"), headers.get("x-accel-buffering")]).toEqual([
        200,
        "text/event-stream",
        "no-store",
        "no",
      ]);
      expect(headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
      expect(events).toEqual([
        said.log("debug", '{ "step":1.0 }'),
        said.progress("mine", "0.50"),
        said.log("error", '"two"'),
        said.progress("mine", "1"),
        last,
      ]);
    },
  );

  it.each([
    ["2025-11-25", {}, [said.log("debug", '{ "step":1.0 }'), said.log("error", '"two"')]],
    ["2026-07-28", {}, []],
    ["2026-07-28", { "io.modelcontextprotocol/logLevel": "warning" }, [said.log("error", '"two"')]],
  ] as const)(
    verifies("streamed.log-level", "tells a caller of %s with the _meta %j no more than it asked for"),
    async (version, meta, expected) => {
      for (const target of ["Old", "New", "Stdio"]) {
        const { events } = await call(`${target}___tell`, { version, meta });
        expect(events.slice(0, -1)).toEqual(expected);
      }
    },
  );

  it(
    verifies("streamed.notifications", "asks a server for progress by a token that no other call has"),
    async () => {
      const before = upstreams["2025-11-25"].calls().length;
      const both = { meta: { progressToken: 1 } };
      const [one, other] = await Promise.all([call("Old___tell", both), call("Old___tell", both)]);
      expect(one.events).toEqual(other.events);
      const tokens = upstreams["2025-11-25"]
        .calls()
        .slice(before)
        .map(({ body }) => body.params._meta.progressToken);
      expect([tokens.length, new Set(tokens).size, tokens.includes(1)]).toEqual([2, 2, false]);
    },
  );

  it("comes before the server has answered", async () => {
    const { rest } = await openCall("Old___hold", '"begun"');
    const [hold] = held.splice(0);
    hold?.response.end(event(said.result(hold.body.id, done)));
    expect(eventsOf(await rest)).toEqual([said.log("info", '"begun"'), answered]);
  });

  it(verifies("streamed.order", "is one event where the server told nothing"), async () => {
    const { type, events } = await call("Old___quiet");
    expect([type, events]).toEqual(["text/event-stream", [answered]]);
  });

  it("ends with the server's refusal, and keeps the status that the revision wants for it", async () => {
    const old = await call("New___refuse");
    expect([old.status, old.type, old.events]).toEqual([
      200,
      "text/event-stream",
      [
        '{"jsonrpc":"2.0","id":"c1","error":{"code":-32021,"message":"no sampling","data":{"requiredCapabilities":{}}}}',
      ],
    ]);
    const modern = await call("New___refuse", { version: "2026-07-28" });
    expect([modern.status, modern.type, modern.events]).toEqual([400, "application/json", old.events]);
  });

  it(
    verifies(
      "mcp-servers.sse",
      "a server that asks for a feature of the client's is told that there is none",
    ),
    async () => {
      const { rest } = await openCall("Old___ask", '"asked"');
      await eventually(() =>
        expect(upstreams["2025-11-25"].seen.find(({ body }) => body?.id === "s1")?.body.error.code).toBe(
          -32601,
        ),
      );
      const [asking] = held.splice(0);
      asking?.response.end(event(said.result(asking.body.id, done)));
      expect(eventsOf(await rest)).toEqual([said.log("info", '"asked"'), answered]);
    },
  );
});

describe("an answer is JSON", () => {
  it.each([
    ["where the caller takes no stream", "application/json"],
    ["where the caller takes anything", "*/*"],
    ["where the caller rules streams out", "application/json, text/event-stream;q=0"],
  ])(verifies("streamed.when", "%s"), async (_, taken) => {
    const { type, events } = await call("Old___tell", { accept: taken, meta: { progressToken: 1 } });
    expect([type, events]).toEqual(["application/json", [answered]]);
    expect(upstreams["2025-11-25"].calls().at(-1)?.body.params._meta).toBeUndefined();
  });

  it(
    verifies("streamed.when", "where the gateway does not stream, and where a function answers"),
    async () => {
      const { type, events } = await call("Old___tell", { to: plainUrl, meta: { progressToken: 1 } });
      expect([type, events]).toEqual(["application/json", [answered]]);
      expect((await call("Lambda___echo")).type).toBe("application/json");
      const listing = await postMcp(url, token, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
      expect(listing.headers.get("content-type")).toBe("application/json");
    },
  );

  it(verifies("streamed.when", "in a batch, of which nothing is told before the end"), async () => {
    const { body } = requestOf("Old___tell", { meta: { progressToken: 1 } });
    const batch = await postMcp(url, token, `[${body},${body.replace('"c1"', '"c2"')}]`);
    expect([batch.headers.get("content-type"), batch.text]).toEqual([
      "application/json",
      `[${answered},${said.result("c2", done)}]`,
    ]);
  });

  it(
    verifies("revisions.accept", "for who takes a stream only there is none but where a gateway streams"),
    async () => {
      const only = { accept: "text/event-stream" };
      const refused = await call("Old___tell", { ...only, to: plainUrl });
      expect([refused.status, refused.type]).toEqual([406, "application/json"]);
      for (const name of ["Lambda___echo", "Old___quiet", "Old___hidden"]) {
        const { type, events } = await call(name, only);
        expect([type, events.length]).toEqual(["text/event-stream", 1]);
      }
      const notified = await fetch(url, {
        ...requestOf("", only),
        body: '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      });
      expect([notified.status, await notified.text()]).toEqual([202, ""]);
    },
  );
});

it.each([["application/json, text/event-stream"], ["text/event-stream"], ["application/json"]])(
  verifies(
    "streamed.denial",
    "a hidden tool and one that does not exist are denied in the same bytes to who accepts %s",
  ),
  async (taken) => {
    const ids = /"toolgate\/(requestId|decisionId|traceId|spanId)":"[^"]+"/g;
    const seen = upstreams["2025-11-25"].calls().length;
    const answers = [];
    for (const name of ["Old___hidden", "Old___absent"]) {
      const { status, type, events } = await call(name, { accept: taken, meta: { progressToken: 1 } });
      answers.push([status, type, ...events.map((text) => text.replace(ids, ""))]);
    }
    expect(answers[0]).toEqual(answers[1]);
    const type = taken === "text/event-stream" ? taken : "application/json";
    expect(answers[0]?.slice(0, 2)).toEqual([200, type]);
    expect(answers[0]?.[2]).toContain("Tool Execution Denied");
    expect(upstreams["2025-11-25"].calls()).toHaveLength(seen);
  },
);

describe("when a caller leaves", () => {
  const left = { result: "failed", cause: "The caller left before the answer came" };

  it.each([
    ["Old", "2025-11-25"],
    ["New", "2026-07-28"],
  ] as const)(
    verifies(
      "streamed.leaving",
      "the stream of the server %s is closed, the call cancelled and its end recorded",
    ),
    async (target, version) => {
      const upstream = upstreams[version];
      const { leave } = await openCall(`${target}___hold`, '"begun"', {
        version,
        meta: version === "2026-07-28" ? { "io.modelcontextprotocol/logLevel": "info" } : {},
      });
      const [hold] = held.splice(0);
      leave();
      await eventually(() => expect(hold?.response.destroyed).toBe(true));
      if (version === "2025-11-25") {
        await eventually(() =>
          expect(upstream.seen.at(-1)?.body).toEqual({
            jsonrpc: "2.0",
            method: "notifications/cancelled",
            params: { requestId: hold?.body.id, reason: "the caller left" },
          }),
        );
      }
      await eventually(async () => expect((await lastDecision()).outcome).toMatchObject(left));
      expect((await call(`${target}___quiet`)).events).toEqual([answered]);
    },
  );

  it(verifies("streamed.leaving", "a command is told, and goes on with the next call"), async () => {
    const { leave } = await openCall("Stdio___hold", '"begun"');
    leave();
    await eventually(async () => expect((await lastDecision()).outcome).toMatchObject(left));
    await eventually(async () => {
      const { events } = await call("Stdio___cancelled");
      expect(JSON.parse(String(events.at(-1))).result.cancelled).toEqual(["the caller left"]);
    });
  });

  it("that says nothing of the server: its circuit stays closed", async () => {
    for (let i = 0; i < 6; i++) {
      const { leave } = await openCall("Old___hold", '"begun"');
      leave();
      await eventually(async () => expect((await lastDecision()).outcome).toMatchObject(left));
    }
    held.length = 0;
    expect((await call("Old___quiet")).events).toEqual([answered]);
  });
});

describe("what a server breaks", () => {
  const failed = (events: readonly string[]) =>
    JSON.parse(String(events.at(-1))).result._meta["toolgate/code"];

  it.each([
    ["breakAfter", 1, [said.log("info", '"begun"')]],
    ["breakBefore", 2, []],
  ] as const)(
    verifies("streamed.repeat", "a call of a harmless tool that breaks off (%s) is made %i times"),
    async (tool, times, told) => {
      const before = upstreams["2025-11-25"].calls().length;
      const { events } = await call(`Old___${tool}`);
      expect(events.slice(0, -1)).toEqual(told);
      expect(failed(events)).toBe("TOOL_FAILED");
      expect(upstreams["2025-11-25"].calls().length - before).toBe(times);
      expect((await call("Old___quiet")).events).toEqual([answered]);
    },
  );

  it(
    verifies("streamed.limits", "a notification that is too large is left out, and the others are not"),
    async () => {
      expect((await call("Old___large")).events).toEqual([said.log("info", '"small"'), answered]);
    },
  );

  it(
    verifies("streamed.limits", "a stream without end ends with a failure, and is on record as too large"),
    async () => {
      const { events } = await call("Old___endless");
      expect(failed(events)).toBe("TOOL_FAILED");
      const size = events.reduce((sum, text) => sum + text.length, 0);
      expect(size > 5_000_000 && size < 6 * 1024 * 1024).toBe(true);
      const { outcome } = await eventually(lastDecision);
      expect(outcome).toMatchObject({ result: "failed" });
      expect(outcome.cause).toContain("larger than 6291456 bytes");
    },
  );
});

describe("streamingConfiguration", () => {
  it(
    verifies("streamed.configuration", "is kept, given back, and gone with an update without it"),
    async () => {
      const gateway = await running.createGateway("configured", {}, streaming);
      const gatewayIdentifier = gateway.gatewayId;
      const read = async () =>
        (await running.aws.send(new GetGatewayCommand({ gatewayIdentifier }))).protocolConfiguration;
      expect(await read()).toEqual({ mcp: { streamingConfiguration } });
      const update = (mcp: object) =>
        running.aws.send(
          new UpdateGatewayCommand({
            gatewayIdentifier,
            name: "configured",
            roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
            authorizerType: "CUSTOM_JWT",
            authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl } },
            protocolConfiguration: { mcp },
          }),
        );
      await update({ streamingConfiguration: { enableResponseStreaming: false } });
      expect(await read()).toEqual({ mcp: { streamingConfiguration: { enableResponseStreaming: false } } });
      await update({});
      expect(await read()).toEqual({ mcp: {} });
    },
  );

  const capabilities = async (to: string, version: string) => {
    const modern = version === "2026-07-28";
    const params = modern ? { _meta: statelessMeta } : { protocolVersion: version };
    const method = modern ? "server/discover" : "initialize";
    const { body } = await postMcp(to, token, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }), {
      "mcp-protocol-version": version,
      ...(modern ? { "mcp-method": method } : {}),
    });
    return body.result.capabilities;
  };

  it.each(["2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"])(
    verifies("streamed.log-level", "announces log messages in %s, which a gateway without it does not"),
    async (version) => {
      expect(await capabilities(url, version)).toEqual({ tools: { listChanged: false }, logging: {} });
      expect(await capabilities(plainUrl, version)).toEqual({ tools: { listChanged: false } });
    },
  );

  it(
    verifies("streamed.log-level", "takes logging/setLevel, which a gateway without it does not have"),
    async () => {
      const setLevel = async (to: string, level: unknown) =>
        (
          await postMcp(
            to,
            token,
            JSON.stringify({ jsonrpc: "2.0", id: 1, method: "logging/setLevel", params: { level } }),
            { "mcp-protocol-version": "2025-11-25" },
          )
        ).text;
      expect(await setLevel(url, "error")).toBe('{"jsonrpc":"2.0","id":1,"result":{}}');
      expect(await setLevel(url, "loud")).toBe(
        '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"\\"params.level\\" must be one of debug, info, notice, warning, error, critical, alert, emergency."}}',
      );
      expect(await setLevel(plainUrl, "error")).toBe(
        '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: logging/setLevel"}}',
      );
    },
  );
});
