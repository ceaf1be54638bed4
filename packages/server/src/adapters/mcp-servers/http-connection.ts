import type { Client, PriorDiscovery, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { HttpEndpoint } from "./http-endpoint.ts";
import type { HttpSession } from "./http-session.ts";
import { type ToolPage, toolPageSchema } from "./list-tools.ts";
import { clientInfo } from "./revision.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

/** A negotiated connection of the official client's. */
export interface HttpConnection {
  readonly session: HttpSession;
  /** One page of tools/list. Rejects with {@link UpstreamFailure}. */
  page(cursor: string | undefined): Promise<ToolPage>;
  /** Lets go of the connection; the server keeps the session. */
  release(): Promise<void>;
}

/**
 * Connects and negotiates the newest revision that both sides speak. Rejects with {@link UpstreamFailure}.
 * `handshake` skips asking whether the server is stateless.
 */
export async function connectHttp(
  endpoint: HttpEndpoint,
  options: { readonly handshake: boolean; readonly timeoutMillis: number; readonly maxBytes: number },
  signal: AbortSignal,
): Promise<HttpConnection> {
  const { handshake, timeoutMillis, maxBytes } = options;
  // Loaded when first needed: the library takes longer to load than all of Toolgate to start.
  const sdk = await import("@modelcontextprotocol/client");
  const wire = boundedFetch(endpoint, maxBytes, signal);
  const client: Client = new sdk.Client(clientInfo, { versionNegotiation: { mode: "auto" } });
  // What the library has to report besides, such as a reply it could not send, shows in the calls themselves.
  client.onerror = () => {};
  const transport: StreamableHTTPClientTransport = new sdk.StreamableHTTPClientTransport(
    new URL(endpoint.url),
    {
      fetch: wire.fetch,
    },
  );
  const prior: { prior?: PriorDiscovery } = handshake ? { prior: { kind: "legacy" } } : {};
  const request = { timeout: timeoutMillis, maxTotalTimeout: timeoutMillis, signal };

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw endpoint.failure(error, signal);
      throw wire.failure() ?? refused(error, endpoint);
    }
  }

  await attempt(() => client.connect(transport, { ...request, ...prior }));
  const revision = client.getNegotiatedProtocolVersion();
  if (revision === undefined) throw new UpstreamFailure(`${endpoint.name} named no revision of MCP`, {});
  return {
    session: { revision, id: transport.sessionId },
    async page(cursor) {
      if (client.getServerCapabilities()?.tools === undefined) return { tools: [] };
      const params = cursor === undefined ? {} : { params: { cursor } };
      return attempt(() => client.request({ method: "tools/list", ...params }, toolPageSchema, request));
    },
    release: () => client.close(),
  };
}

/** `fetch` for the client library, with the endpoint's rules; `failure` is what it last ran into, in our words. */
function boundedFetch(endpoint: HttpEndpoint, maxBytes: number, signal: AbortSignal) {
  let bytes = 0;
  let failure: UpstreamFailure | undefined;

  function fail(error: unknown): UpstreamFailure {
    failure = endpoint.failure(error, signal);
    return failure;
  }

  async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw new BodyTooLarge(`its list of tools is larger than ${maxBytes} bytes`);
        yield chunk;
      }
    } catch (error) {
      throw fail(error);
    }
  }

  return {
    failure: () => failure,
    async fetch(_url: string | URL, init: RequestInit = {}): Promise<Response> {
      // The stream that servers may push on is of no use here.
      if (init.method === "GET") return new Response(null, { status: 405 });
      try {
        const { statusCode, headers, body } = await endpoint.send(
          {
            method: init.method === "DELETE" ? "DELETE" : "POST",
            headers: Object.fromEntries(new Headers(init.headers)),
            body: typeof init.body === "string" ? init.body : undefined,
          },
          AbortSignal.any([signal, ...(init.signal == null ? [] : [init.signal])]),
        );
        if (statusCode >= 300 && statusCode < 400) {
          body.on("error", () => {}).destroy();
          const why = `${endpoint.name} answered with status ${statusCode}; redirects are not followed, so configure the final URL`;
          throw new UpstreamFailure(why, { trouble: false });
        }
        const type = headers["content-type"];
        const session = headers["mcp-session-id"];
        return new Response(statusCode === 204 ? null : ReadableStream.from(bounded(body)), {
          status: statusCode,
          headers: {
            ...(typeof type === "string" ? { "content-type": type } : {}),
            ...(typeof session === "string" ? { "mcp-session-id": session } : {}),
          },
        });
      } catch (error) {
        throw fail(error);
      }
    },
  };
}

function refused(error: unknown, { name }: HttpEndpoint): UpstreamFailure {
  const data = error instanceof Error && "data" in error ? error.data : undefined;
  const status =
    typeof data === "object" && data !== null && "status" in data ? Number(data.status) : undefined;
  const access = status === 401 || status === 403;
  const why = error instanceof Error ? quoted(error.message) : "unknown failure";
  return new UpstreamFailure(`${name} could not be used: ${why}`, {
    kind: access ? "access" : "unavailable",
    trouble: !access,
    cause: error,
  });
}
