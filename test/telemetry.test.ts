import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LogRecord, Span, TraceAnswer } from "@toolgate/server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, operation, recordOf } from "./deciding-gateway.ts";
import { postMcp } from "./mcp-post.ts";
import { toolgate } from "./run-command.ts";
import { callTool, type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const schema = {
  type: "object",
  properties: { amount: { type: "integer" }, password: { type: "string" } },
} as const;
const tools = [
  { name: "send", inputSchema: schema },
  { name: "hidden", inputSchema: schema },
];
const permitSend =
  'permit(principal, action == AgentCore::Action::"Pay___send", resource == GATEWAY) when { context.input has amount && context.input.amount <= 500 };';
const traceparent = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

const pay = (running: RunningToolgate, name: string) =>
  decidingGateway(running, name, { targets: { Pay: tools }, statements: [permitSend] });

const traceOf = async (running: RunningToolgate, id: string): Promise<TraceAnswer> =>
  (await operation(running, `/toolgate/v1/traces/${id}`)).json() as Promise<TraceAnswer>;

describe("a trace", () => {
  let running: RunningToolgate;
  let own: DecidingGateway;
  let token: string;

  beforeAll(async () => {
    running = await runToolgate();
    own = await pay(running, "pay");
    token = await running.issuer.token({ sub: "ann" });
  });
  afterAll(() => running.close());

  it(
    verifies("telemetry.one-id", "has the ids of the answer, of the record and of the log in it"),
    async () => {
      const answer = await callTool(own.url, token, "Pay___send", { amount: 700 });
      const record = await recordOf(running, answer);
      const meta = answer.body.result._meta;
      const requestId = String(answer.headers.get("x-amzn-requestid"));
      const { spans, logRecords } = await traceOf(running, meta["toolgate/traceId"]);
      expect(spans.map(({ name }) => name)).toEqual([
        "AgentCore.Gateway.InvokeTool",
        "AgentCore.Policy.AuthorizeAction",
      ]);
      expect(record.trace).toMatchObject({
        traceId: meta["toolgate/traceId"],
        spanId: meta["toolgate/spanId"],
      });
      expect(spans[0]?.spanId).toBe(meta["toolgate/spanId"]);
      expect(logRecords.length).toBeGreaterThan(1);
      for (const logged of logRecords) {
        expect(logged).toMatchObject({
          request_id: requestId,
          trace_id: meta["toolgate/traceId"],
          span_id: meta["toolgate/spanId"],
        });
      }
      for (const id of [requestId, record.decisionId]) {
        expect((await traceOf(running, id)).spans).toEqual(spans);
      }
    },
  );

  it(verifies("telemetry.one-id", "holds its instants in the order in which they happened"), async () => {
    const before = Date.now();
    const answer = await callTool(own.url, token, "Pay___send", { amount: 7 });
    const { spans } = await traceOf(running, String(answer.headers.get("x-amzn-requestid")));
    const [server, policy, target] = spans as [Span, Span, Span];
    expect(server.startTimeUnixNano / 1e6).toBeGreaterThan(before - 5);
    expect(server.endTimeUnixNano / 1e6).toBeLessThan(Date.now() + 5);
    for (const inner of [policy, target]) {
      expect(inner.startTimeUnixNano).toBeGreaterThanOrEqual(server.startTimeUnixNano);
      expect(inner.endTimeUnixNano).toBeLessThanOrEqual(server.endTimeUnixNano);
    }
    expect(policy.endTimeUnixNano).toBeLessThanOrEqual(target.startTimeUnixNano);
    expect(target.durationNano).toBeGreaterThan(0);
  });

  it(verifies("telemetry.trace-context", "goes on where the caller's left off"), async () => {
    const before = await traceOf(running, "0af7651916cd43dd8448eb211c80319c");
    expect(before).toEqual({ spans: [], logRecords: [] });
    await rpc(own.url, token, "tools/list", {}, { traceparent });
    await rpc(own.url, token, "tools/call", { name: "Pay___hidden", arguments: {}, _meta: { traceparent } });
    await rpc(
      own.url,
      token,
      "tools/list",
      {},
      {
        "x-amzn-trace-id": "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=00f067aa0ba902b7",
      },
    );
    const found = await operation(running, "/toolgate/v1/decisions?traceId=0af7651916cd43dd8448eb211c80319c");
    const { decisions } = (await found.json()) as { decisions: { method: string }[] };
    expect(decisions.map(({ method }) => method)).toEqual(["tools/list", "tools/call", "tools/list"]);
    const { spans } = await traceOf(running, "0af7651916cd43dd8448eb211c80319c");
    expect(
      spans.filter(({ kind }) => kind === "SERVER").map(({ name, parentSpanId }) => [name, parentSpanId]),
    ).toEqual([
      ["AgentCore.Gateway.ListTools", "00f067aa0ba902b7"],
      ["AgentCore.Gateway.InvokeTool", "00f067aa0ba902b7"],
      ["AgentCore.Gateway.ListTools", "00f067aa0ba902b7"],
    ]);
  });

  it(verifies("telemetry.spans", "of a handshake is there, and of a batch all of it"), async () => {
    const shaken = await rpc(own.url, token, "initialize", { protocolVersion: "2025-03-26" });
    const { spans, logRecords } = await traceOf(running, String(shaken.headers.get("x-amzn-requestid")));
    expect(spans.map(({ name }) => name)).toEqual(["AgentCore.Gateway.Initialize"]);
    expect(logRecords.map(({ body }) => body)).toEqual([
      { isError: false, log: "Started processing request", id: "1" },
      { isError: false, log: "Successfully processed request", id: "1" },
    ]);
    const noted = await postMcp(own.url, token, '{"jsonrpc":"2.0","method":"notifications/initialized"}');
    expect(noted.status).toBe(202);
    const of = await traceOf(running, String(noted.headers.get("x-amzn-requestid")));
    expect(of.spans.map(({ name }) => name)).toEqual(["AgentCore.Gateway.NotificationsInitialized"]);
    const batch = await postMcp(
      own.url,
      token,
      '[{"jsonrpc":"2.0","id":1,"method":"tools/list"},{"jsonrpc":"2.0","id":2,"method":"tools/list"}]',
    );
    const both = (await traceOf(running, String(batch.headers.get("x-amzn-requestid")))).spans.filter(
      ({ kind }) => kind === "SERVER",
    );
    expect(new Set(both.map(({ spanId }) => spanId)).size).toBe(2);
  });

  it("is not to be had under what is no id", async () => {
    const response = await operation(running, "/toolgate/v1/traces/..%2F");
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: "The id is that of a trace (32 hexadecimal digits), of a request, or of a decision (dec-…).",
    });
  });

  it(verifies("telemetry.waterfall", "is shown by the command, in lines of 80 columns"), async () => {
    const answer = await callTool(own.url, token, "Pay___send", { amount: 8 });
    const id = String(answer.headers.get("x-amzn-requestid"));
    const shown = await toolgate("records", "--trace", id, "--url", running.toolgate.controlUrl);
    expect([shown.code, shown.stderr]).toEqual([0, ""]);
    expect(shown.stdout).toMatch(/^ {2}AgentCore\.Gateway\.InvokeTool +[█·]{22} +[\d.]+ (ms|µs)$/m);
    expect(shown.stdout).toContain("aws.agentcore.policy.authorization_decision = ALLOW");
    expect(Math.max(...shown.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const both = await toolgate("records", "--trace", "dec-9", "--gateway", "g");
    expect([both.code, both.stderr]).toEqual([2, "toolgate: --trace shows one call; leave out --gateway.\n"]);
  });
});

interface Collector {
  readonly url: string;
  readonly server: Server;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the protocol's own shape
  readonly posts: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: any }[];
}

/** What an OpenTelemetry collector is to its senders. */
async function startCollector(status = 200): Promise<Collector> {
  const posts: Collector["posts"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    posts.push({ path: String(request.url), headers: request.headers, body });
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, posts };
}

describe("outside", () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    delete process.env.OTEL_EXPORTER_OTLP_HEADERS;
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  });

  async function collector(status?: number): Promise<Collector> {
    const made = await startCollector(status);
    ends.push(async () => {
      made.server.closeAllConnections();
      made.server.close();
    });
    return made;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the protocol's own shape
  const attributeOf = ({ attributes }: any, key: string) =>
    attributes.find((attribute: { key: string }) => attribute.key === key)?.value;

  it.each(["the setting", "the environment"])(
    verifies(
      "telemetry.otlp",
      "a collector that %s names gets spans and log records, with the headers it wants",
    ),
    async (named) => {
      const { url, posts } = await collector();
      process.env.OTEL_EXPORTER_OTLP_HEADERS = "x-tenant=payments";
      if (named === "the environment") process.env.OTEL_EXPORTER_OTLP_ENDPOINT = url;
      const running = await runToolgate(named === "the setting" ? { otlpEndpoint: url } : {});
      const own = await pay(running, "pay-otlp");
      const token = await running.issuer.token({ sub: "ann" });
      await callTool(own.url, token, "Pay___send", { amount: 7 });
      await rpc(
        own.url,
        token,
        "tools/call",
        { name: "Pay___send", arguments: { amount: 700 } },
        { traceparent },
      );
      await running.close();

      expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(["/v1/traces", "/v1/logs"]));
      expect(posts.every(({ headers }) => headers["x-tenant"] === "payments")).toBe(true);
      const scopes = posts.flatMap(({ body }) => body.resourceSpans ?? []);
      expect(scopes.map(({ resource }) => attributeOf(resource, "service.name"))).toContainEqual({
        stringValue: own.gateway.gatewayId,
      });
      const spans = scopes.flatMap(({ scopeSpans }) => scopeSpans[0].spans);
      expect(spans.map(({ name, kind }: { name: string; kind: number }) => [name, kind])).toEqual([
        ["AgentCore.Gateway.InvokeTool", 2],
        ["AgentCore.Policy.AuthorizeAction", 3],
        ["AgentCore.Gateway.InvokeTool.Pay___send", 3],
        ["AgentCore.Gateway.InvokeTool", 2],
        ["AgentCore.Policy.AuthorizeAction", 3],
      ]);
      expect(spans[1].parentSpanId).toBe(spans[0].spanId);
      expect(spans[3]).toMatchObject({
        traceId: "0af7651916cd43dd8448eb211c80319c",
        parentSpanId: "00f067aa0ba902b7",
        status: { code: 2 },
      });
      expect(attributeOf(spans[4], "aws.agentcore.policy.authorization_decision")).toEqual({
        stringValue: "DENY",
      });
      expect(Number(spans[0].endTimeUnixNano)).toBeGreaterThan(Number(spans[0].startTimeUnixNano));
      const logs = posts
        .flatMap(({ body }) => body.resourceLogs ?? [])
        .flatMap(({ scopeLogs }) => scopeLogs[0].logRecords);
      expect(logs).toHaveLength(7);
      expect(logs.at(-1)).toMatchObject({
        traceId: "0af7651916cd43dd8448eb211c80319c",
        severityNumber: 17,
        severityText: "ERROR",
      });
    },
  );

  it(
    verifies("telemetry.otlp-drops", "a collector that refuses delays no call, and the metrics count it"),
    async () => {
      const { url } = await collector(400);
      const running = await runToolgate({ otlpEndpoint: url });
      ends.push(() => running.close());
      const own = await pay(running, "pay-refused");
      const token = await running.issuer.token({ sub: "ann" });
      const answer = await callTool(own.url, token, "Pay___send", { amount: 7 });
      expect(answer.body.result.isError).toBe(false);
      const metrics = async () => (await operation(running, "/metrics")).text();
      await expect.poll(metrics, { timeout: 20_000 }).toContain("\ntoolgate_telemetry_dropped_total 1\n");
    },
  );

  it(verifies("telemetry.files", "each log record and each span is a line"), async () => {
    const data = await mkdtemp(join(tmpdir(), "toolgate-lines-"));
    ends.push(() => rm(data, { recursive: true, force: true }));
    const running = await runToolgate({ data, telemetryFiles: true });
    const own = await pay(running, "pay-lines");
    const token = await running.issuer.token({ sub: "ann" });
    const answer = await callTool(own.url, token, "Pay___send", { amount: 7 });
    const { spans, logRecords } = await traceOf(running, String(answer.headers.get("x-amzn-requestid")));
    await running.close();
    const lines = async (file: string) =>
      (await readFile(join(data, file), "utf8"))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect(await lines("gateway-logs.jsonl")).toEqual(logRecords);
    expect(await lines("spans.jsonl")).toEqual(spans);
    expect(spans).toHaveLength(3);
  });

  it(
    verifies("telemetry.disclosure", "no argument leaves, unless records have it, and then redacted"),
    async () => {
      const said = async (records: object): Promise<readonly LogRecord[]> => {
        const running = await runToolgate({ records });
        const own = await pay(running, "pay-told");
        const token = await running.issuer.token({ sub: "ann" });
        const answer = await callTool(own.url, token, "Pay___send", { amount: 7, password: "hunter2" });
        const { spans, logRecords } = await traceOf(running, String(answer.headers.get("x-amzn-requestid")));
        await running.close();
        expect(JSON.stringify([spans, logRecords])).not.toContain("hunter2");
        return logRecords;
      };
      expect((await said({})).some(({ body }) => body.requestBody !== undefined)).toBe(false);
      expect((await said({ arguments: true }))[0]?.body.requestBody).toBe(
        "{id=1, jsonrpc=2.0, method=tools/call, params={name=Pay___send, arguments={amount=7, password=[redacted]}}}",
      );
    },
  );
});
