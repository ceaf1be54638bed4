import { fileURLToPath } from "node:url";
import { CreateGatewayTargetCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import * as v2 from "@modelcontextprotocol/client";
import * as v1 from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as V1Transport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as V1TransportPort } from "@modelcontextprotocol/sdk/shared/transport.js";
import { LoggingMessageNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { sayIfSkipped, serveEverything, toolScript, toolsInstalled } from "./installed-tools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** What the official clients make of streamed answers: progress, log messages, and giving up. */

sayIfSkipped("streamed answers of a reference MCP server");

const server = fileURLToPath(new URL("./fixtures/telling-server.mjs", import.meta.url));
const streaming = {
  protocolConfiguration: { mcp: { streamingConfiguration: { enableResponseStreaming: true } } },
};
const logLevel = "io.modelcontextprotocol/logLevel";

let running: RunningToolgate;
let url: string;
let token: string;

beforeAll(async () => {
  running = await runToolgate({
    mcpServers: {
      telling: { command: [process.execPath, server] },
      everything: { command: [process.execPath, toolScript("mcp-server-everything"), "stdio"] },
    },
  });
  token = await running.issuer.token({ sub: "ann" });
  const gateway = await running.createGateway("telling", {}, streaming);
  url = String(gateway.gatewayUrl);
  await running.aws.send(
    new CreateGatewayTargetCommand({
      gatewayIdentifier: gateway.gatewayId,
      name: "T",
      targetConfiguration: { mcp: { mcpServer: { endpoint: "stdio://telling" } } },
    }),
  );
});

afterAll(() => running?.close());

interface Progress {
  readonly progress: number;
}

/** What the tests ask of a client, whichever version it is. */
interface Telling {
  readonly logs: unknown[];
  call(
    name: string,
    options?: { onprogress?: (progress: Progress) => void; signal?: AbortSignal },
  ): Promise<object>;
  setLoggingLevel(): Promise<unknown>;
  close(): Promise<void>;
}

/** Connections are not kept: a client that gives up a call opens another one for nothing, and closing waits for it. */
const requestInit = () => ({ headers: { authorization: `Bearer ${token}`, connection: "close" } });

async function openV1(): Promise<Telling> {
  const client = new v1.Client({ name: "test", version: "1.0.0" });
  const logs: unknown[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void logs.push(params));
  const transport = new V1Transport(new URL(url), { requestInit: requestInit() });
  // The SDK's own transport does not fit its own interface under exactOptionalPropertyTypes.
  await client.connect(transport as V1TransportPort);
  return {
    logs,
    call: (name, options) => client.callTool({ name, arguments: {} }, undefined, options),
    setLoggingLevel: () => client.setLoggingLevel("debug"),
    close: () => client.close(),
  };
}

async function openV2(versionNegotiation: v2.VersionNegotiationOptions): Promise<Telling> {
  const client = new v2.Client({ name: "test", version: "1.0.0" }, { versionNegotiation });
  const logs: unknown[] = [];
  client.setNotificationHandler("notifications/message", ({ params }) => void logs.push(params));
  await client.connect(new v2.StreamableHTTPClientTransport(new URL(url), { requestInit: requestInit() }));
  const modern = client.getNegotiatedProtocolVersion() === "2026-07-28";
  const more = modern ? { _meta: { [logLevel]: "debug" } } : {};
  return {
    logs,
    call: (name, options) => client.callTool({ name, arguments: {}, ...more }, options),
    setLoggingLevel: async () => (modern ? {} : client.setLoggingLevel("debug")),
    close: () => client.close(),
  };
}

describe.each([
  { name: "v1", open: openV1 },
  { name: "v2", open: () => openV2({ mode: "legacy" }) },
  { name: "v2 in 2026-07-28", open: () => openV2({ mode: { pin: "2026-07-28" } }) },
])("the official client $name", ({ open }) => {
  let client: Telling;

  beforeAll(async () => {
    client = await open();
  });

  afterAll(() => client.close());

  it(verifies("streamed.clients", "hears the progress of its call through the gateway"), async () => {
    const heard: number[] = [];
    const result = await client.call("T___tell", { onprogress: ({ progress }) => heard.push(progress) });
    expect([heard, result]).toMatchObject([[0.5, 1], { content: [], n: 1.5 }]);
  });

  it(verifies("streamed.clients", "may set a level, and hears the log messages of its call"), async () => {
    await client.setLoggingLevel();
    client.logs.length = 0;
    await client.call("T___tell");
    expect(client.logs).toMatchObject([
      { level: "debug", data: { step: 1 } },
      { level: "error", data: "two" },
    ]);
  });
});

it.each([
  { name: "v1", open: openV1 },
  { name: "v2", open: () => openV2({ mode: "legacy" }) },
  { name: "v2 in 2026-07-28", open: () => openV2({ mode: { pin: "2026-07-28" } }) },
])(
  verifies("streamed.leaving", "what the official client $name leaves under way is cancelled when it closes"),
  async ({ open }) => {
    const [leaving, staying] = [await open(), await open()];
    const before = await cancelled(staying);
    const held = leaving.call("T___hold").catch(() => "closed");
    await vi.waitFor(() => expect(leaving.logs).toHaveLength(1), { timeout: 10_000 });
    await leaving.close();
    expect(await held).toBe("closed");
    await vi.waitFor(async () => expect(await cancelled(staying)).toBe(before + 1), { timeout: 10_000 });
    await staying.close();
  },
);

it(
  verifies("streamed.leaving", "the official client v2 in 2026-07-28 cancels a call by giving it up"),
  async () => {
    const client = await openV2({ mode: { pin: "2026-07-28" } });
    const before = await cancelled(client);
    const givingUp = new AbortController();
    const held = client.call("T___hold", { signal: givingUp.signal }).catch(() => "given up");
    await vi.waitFor(() => expect(client.logs).toHaveLength(1), { timeout: 10_000 });
    givingUp.abort();
    expect(await held).toBe("given up");
    await vi.waitFor(async () => expect(await cancelled(client)).toBe(before + 1), { timeout: 10_000 });
    await client.close();
  },
);

describe.skipIf(!toolsInstalled)("the reference server with the most features", () => {
  it.each(["stdio", "streamableHttp"])(
    verifies("streamed.clients", "over %s tells the official client of its progress"),
    async (transport) => {
      const http = transport === "streamableHttp";
      const everything = http ? await serveEverything() : undefined;
      onTestFinished(() => void everything?.child.kill());
      const gateway = await running.createGateway(`everything-${transport}`, {}, streaming);
      const { status } = await running.aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: "E",
          targetConfiguration: { mcp: { mcpServer: { endpoint: everything?.url ?? "stdio://everything" } } },
        }),
      );
      expect(status).toBe("READY");
      const client = new v2.Client({ name: "test", version: "1.0.0" });
      const to = new URL(String(gateway.gatewayUrl));
      await client.connect(new v2.StreamableHTTPClientTransport(to, { requestInit: requestInit() }));
      const heard: Progress[] = [];
      await client.callTool(
        { name: "E___trigger-long-running-operation", arguments: { duration: 0.2, steps: 4 } },
        { onprogress: (progress) => heard.push(progress) },
      );
      expect(heard.map(({ progress }) => progress)).toEqual([1, 2, 3, 4]);
      await client.close();
    },
  );
});

async function cancelled(client: Telling): Promise<number> {
  const { cancelled: reasons } = (await client.call("T___cancelled")) as { cancelled: readonly string[] };
  return reasons.length;
}
