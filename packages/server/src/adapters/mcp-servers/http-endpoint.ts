import type { buildConnector, Dispatcher } from "undici";
import { lazy } from "../../lazy.ts";
import { isLoopbackHost } from "../../loopback-host.ts";
import { version } from "../../version.ts";
import { ConnectionRefusedByRule, checkedConnector } from "../outbound/checked-connector.ts";
import type { ConnectRules } from "../outbound/connect-rules.ts";
import { describeUrl, urlRefusal } from "../outbound/outbound-url.ts";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { CallEnding, Ended } from "./call-ending.ts";
import { createHttpConnections, type HttpConnections } from "./http-connections.ts";
import { exchangeHttp, type HttpResponse } from "./http-response.ts";
import type { McpServerLimits } from "./mcp-server-limits.ts";
import { isNotText } from "./not-text.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

/** One URL with its own kept-alive connections. */
export interface HttpEndpoint {
  readonly url: string;
  /** How failures call it. */
  readonly name: string;
  /** Rejects with {@link UpstreamFailure}; any status is an answer. */
  send(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** As `send`, with the whole answer read. */
  exchange(
    request: ExchangeRequest,
    limits: { readonly answerBytes: number },
    ending: CallEnding,
  ): Promise<HttpResponse>;
  /** The failure that an error while sending or reading stands for. */
  failure(error: unknown, ended: Ended): UpstreamFailure;
  close(): Promise<void>;
}

interface HttpRequest {
  readonly method: "POST" | "GET" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Names and values in turns. `headers` is the same object for all requests that have the same ones, `further` is this one's. */
interface ExchangeRequest {
  readonly method: "POST" | "GET";
  readonly headers: readonly string[];
  readonly further?: readonly string[];
  readonly body?: string;
}

/** Sent with every request. */
const common = { "user-agent": `toolgate/${version}`, "accept-encoding": "identity" };

/** No connection came about, so nothing was sent. */
class NotConnected extends Error {
  override readonly name = "NotConnected";
}

/**
 * Connections are checked when they are made, redirects are not followed, and nothing compressed is asked for.
 * @throws UpstreamFailure for a URL that is never called.
 */
export function openHttpEndpoint(url: string, rules: ConnectRules, limits: McpServerLimits): HttpEndpoint {
  const refusal = urlRefusal(url) ?? plainHttpRefusal(url);
  if (refusal !== undefined) throw new UpstreamFailure(refusal, { trouble: false });
  const { origin, protocol, host, hostname, port, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const name = `The MCP server ${describeUrl(url)}`;
  const connector = lazy(async () => {
    const undici = await import("undici");
    const connect = checkedConnector(undici, rules, limits.connectMillis);
    return {
      undici,
      connect(options: buildConnector.Options, callback: buildConnector.Callback) {
        const fail = (error: unknown) => callback(new NotConnected("not connected", { cause: error }), null);
        try {
          connect(options, (error, socket) => (error === null ? callback(null, socket) : fail(error)));
        } catch (error) {
          fail(error);
        }
      },
    };
  });
  const pool = lazy(async () => {
    const { undici, connect } = await connector.get();
    // Whoever calls says how long it may take.
    return new undici.Pool(origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  });
  const opening = lazy(async () => {
    const { connect } = await connector.get();
    connections = createHttpConnections((callback) =>
      connect({ hostname: hostname.replace(/^\[(.*)\]$/, "$1"), host, protocol, port }, callback),
    );
    return connections;
  });
  let connections: HttpConnections | undefined;
  /** By the headers that they begin with. */
  const starts = new WeakMap<readonly string[], string>();

  function startOf({ method, headers }: ExchangeRequest): string {
    const known = starts.get(headers);
    if (known !== undefined) return known;
    const lines = Object.entries({ host, connection: "keep-alive", ...common }).flat();
    const start = `${method} ${path} HTTP/1.1\r\n${headerLines([...lines, ...headers])}`;
    starts.set(headers, start);
    return start;
  }

  function textOf(request: ExchangeRequest): string {
    const { body, further = [] } = request;
    const head = startOf(request) + headerLines(further);
    return body === undefined
      ? `${head}\r\n`
      : `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }

  function failure(error: unknown, ended: Ended): UpstreamFailure {
    if (error instanceof UpstreamFailure) return error;
    if (ended.aborted && ended.reason instanceof UpstreamFailure) return ended.reason;
    if (error instanceof BodyTooLarge) {
      return new UpstreamFailure(`${name}: ${error.message}`, { kind: "too-large", trouble: false });
    }
    if (isNotText(error)) return new UpstreamFailure(`${name} sent what is not text in UTF-8`, {});
    if (error instanceof NotConnected) return notConnected(error);
    return new UpstreamFailure(`${name} broke the connection off: ${reasonOf(error)}`, {
      repeat: "if-harmless",
      cause: error,
    });
  }

  function notConnected({ cause }: NotConnected): UpstreamFailure {
    if (cause instanceof ConnectionRefusedByRule) {
      return new UpstreamFailure(`${name} may not be connected to: ${cause.message}`, { trouble: false });
    }
    const timedOut = cause instanceof Error && "code" in cause && cause.code === "UND_ERR_CONNECT_TIMEOUT";
    return new UpstreamFailure(`${name} could not be connected to: ${reasonOf(cause)}`, {
      kind: timedOut ? "timeout" : "unavailable",
      // Another wait as long as the first would help nobody.
      repeat: timedOut ? "useless" : "safe",
      cause,
    });
  }

  return {
    url,
    name,
    failure,
    async send({ method, headers, body }, signal) {
      try {
        return await (await pool.get()).request({
          method,
          path,
          headers: { ...common, ...headers },
          ...(body === undefined ? {} : { body }),
          signal,
        });
      } catch (error) {
        throw failure(error, signal);
      }
    },
    async exchange(request, limits, ending) {
      try {
        return await exchangeHttp(connections ?? (await opening.get()), textOf(request), limits, ending);
      } catch (error) {
        throw failure(error, ending);
      }
    },
    async close() {
      (await opening.made())?.close();
      await (await pool.made())?.destroy();
    },
  };
}

/** @throws Error for a value that is no header's. */
function headerLines(headers: readonly string[]): string {
  let lines = "";
  for (let at = 0; at < headers.length; at += 2) {
    const [name = "", value = ""] = [headers[at], headers[at + 1]];
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value))
      throw new Error(`the header ${JSON.stringify(name)} cannot be sent with its value`);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

function plainHttpRefusal(url: string): string | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || isLoopbackHost(hostname)) return undefined;
  return `${describeUrl(url)} is http, which is for this machine only; use https, for arguments and results would cross the network in the clear`;
}

function reasonOf(error: unknown): string {
  // Several addresses were tried: one reason for each.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? quoted(error.message) : "unknown failure";
}
