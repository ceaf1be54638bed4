import type { Dispatcher } from "undici";
import { lazy } from "../../lazy.ts";
import { isLoopbackHost } from "../../loopback-host.ts";
import { ConnectionRefusedByRule, checkedConnector } from "../outbound/checked-connector.ts";
import type { ConnectRules } from "../outbound/connect-rules.ts";
import { describeUrl, urlRefusal } from "../outbound/outbound-url.ts";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { CallEnding, Ended } from "./call-ending.ts";
import { exchangeHttp, type HttpResponse } from "./http-response.ts";
import type { McpServerLimits } from "./mcp-server-limits.ts";
import { isNotText } from "./not-text.ts";
import { ownHeaders } from "./own-headers.ts";
import { quoted, UpstreamFailure } from "./upstream-failure.ts";

/** One URL with its own kept-alive connections. */
export interface HttpEndpoint {
  readonly url: string;
  /** How failures call it. */
  readonly name: string;
  /** Rejects with {@link UpstreamFailure}; any status is an answer. */
  send(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** Reads the whole answer. `headers` are all of them, names and values in turns, and stay as they are. Rejects with what `failure` explains. */
  exchange(
    request: { readonly method: "POST" | "GET"; readonly headers: string[]; readonly body?: string },
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
  const { origin, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const name = `The MCP server ${describeUrl(url)}`;
  const connections = lazy(async () => {
    const undici = await import("undici");
    const connect = checkedConnector(undici, rules, limits.connectMillis);
    return new undici.Pool(origin, {
      connect(options, callback) {
        const fail = (error: unknown) => callback(new NotConnected("not connected", { cause: error }), null);
        try {
          connect(options, (error, socket) => (error === null ? callback(null, socket) : fail(error)));
        } catch (error) {
          fail(error);
        }
      },
      // Whoever calls says how long it may take.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  });

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
        const pool = await connections.get();
        return await pool.request({
          method,
          path,
          headers: { ...ownHeaders, ...headers },
          ...(body === undefined ? {} : { body }),
          signal,
        });
      } catch (error) {
        throw failure(error, signal);
      }
    },
    exchange({ method, headers, body = null }, limits, ending) {
      const request = { method, path, headers, body };
      const pool = connections.value();
      return pool === undefined
        ? connections.get().then((opened) => exchangeHttp(opened, request, limits, ending))
        : exchangeHttp(pool, request, limits, ending);
    },
    close: async () => (await connections.made())?.destroy(),
  };
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
