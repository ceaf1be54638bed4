/** An MCP server for tests, written by hand so that it can also misbehave. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Seen {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The JSON-RPC method, or the kind of answer that was posted. */
  readonly rpc: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came
  readonly body: any;
}

/** What a tool gets: the request, and the response to write as it likes. */
export interface ToolCall extends Seen {
  readonly response: ServerResponse;
  readonly session: string | undefined;
  /** Answers with a result that is JSON text. */
  result(text: string): void;
}

export interface UpstreamOptions {
  /** Default 2025-11-25; 2026-07-28 has no handshake. */
  readonly revision?: string;
  readonly stateful?: boolean;
  /** The status for a session it does not know; the specification says 404. */
  readonly lostStatus?: number;
  /** Pages of tools. */
  readonly pages?: readonly (readonly unknown[])[];
  /** Instead of the cursor that leads to the next page. */
  readonly nextCursor?: string;
  readonly tools?: Readonly<Record<string, (call: ToolCall) => void>>;
  /** Handles a request before anything else does; true when it did. */
  readonly before?: (seen: Seen, response: ServerResponse, request: IncomingMessage) => boolean;
}

export interface Upstream {
  readonly url: string;
  readonly seen: Seen[];
  readonly sessions: Set<string>;
  /** The JSON-RPC methods in the order they came. */
  methods(): readonly string[];
  calls(): readonly Seen[];
  close(): Promise<void>;
}

const stateless = "2026-07-28";

export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const { revision = "2025-11-25", stateful = false, lostStatus = 404, pages = [[]], tools = {} } = options;
  const seen: Seen[] = [];
  const sessions = new Set<string>();
  let opened = 0;

  function json(response: ServerResponse, value: unknown, status = 200, headers: object = {}): void {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof value === "string" ? value : JSON.stringify(value));
  }

  function answer(one: Seen, response: ServerResponse) {
    const { body, headers, rpc } = one;
    const id = body?.id;
    const session = headers["mcp-session-id"] as string | undefined;
    const refuse = (status: number, code: number, message: string, errorId: unknown = null) =>
      json(response, { jsonrpc: "2.0", id: errorId, error: { code, message } }, status);
    const result = (value: object) =>
      json(response, {
        jsonrpc: "2.0",
        id,
        result: { ...value, ...(revision === stateless ? { resultType: "complete" } : {}) },
      });

    if (one.method === "DELETE") {
      sessions.delete(session ?? "");
      response.writeHead(204).end();
      return;
    }
    if (one.method !== "POST") return refuse(405, -32000, "Method not allowed");
    if (rpc === "initialize" && revision !== stateless) {
      const own = stateful ? `session-${++opened}` : undefined;
      if (own !== undefined) sessions.add(own);
      const initialized = {
        protocolVersion: revision,
        capabilities: { tools: {} },
        serverInfo: { name: "fixture", version: "1" },
      };
      const ownHeader = own === undefined ? {} : { "mcp-session-id": own };
      return json(response, { jsonrpc: "2.0", id, result: initialized }, 200, ownHeader);
    }
    if (stateful && session === undefined) return refuse(400, -32000, "Bad Request: Server not initialized");
    if (stateful && !sessions.has(session ?? "")) return refuse(lostStatus, -32001, "Session not found");
    if (id === undefined || rpc === "answer") {
      response.writeHead(202).end();
      return;
    }
    if (rpc === "server/discover" && revision === stateless) {
      const found = {
        supportedVersions: [stateless],
        capabilities: { tools: {} },
        ttlMs: 0,
        cacheScope: "private",
      };
      return result(found);
    }
    if (rpc === "tools/list") {
      const page = Number(body.params?.cursor ?? 0);
      const last = page + 1 >= pages.length;
      const nextCursor = options.nextCursor ?? (last ? undefined : String(page + 1));
      return result({ tools: pages[page] ?? pages[0], nextCursor, ttlMs: 0, cacheScope: "private" });
    }
    const tool = rpc === "tools/call" ? tools[body.params.name] : undefined;
    if (tool === undefined) return refuse(200, -32601, `Method not found: ${rpc}`, id);
    tool({
      ...one,
      response,
      session,
      result: (text) => json(response, `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${text}}`),
    });
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const body = text === "" ? undefined : JSON.parse(text);
      const rpc = body === undefined ? "" : (body.method ?? "answer");
      const one: Seen = { method: request.method ?? "", headers: request.headers, text, body, rpc };
      seen.push(one);
      if (options.before?.(one, response, request) === true) return;
      answer(one, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    seen,
    sessions,
    methods: () => seen.map(({ method, rpc }) => (rpc === "" ? method : rpc)),
    calls: () => seen.filter(({ rpc }) => rpc === "tools/call"),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Writes the beginning of a text/event-stream. */
export function openStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

export function event(value: unknown): string {
  return `event: message\ndata: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
}
