import { lazy } from "../../lazy.ts";
import { ConnectionRefusedByRule, checkedConnector, type ResolveAll } from "./checked-connector.ts";
import type { ConnectRules } from "./connect-rules.ts";
import { describeUrl, urlRefusal } from "./outbound-url.ts";
import { BodyTooLarge, readLimited } from "./read-limited.ts";

export interface OutboundOptions extends ConnectRules {
  /** For connecting, headers and body together, in milliseconds; default 5,000. */
  readonly timeoutMs?: number;
  /** Largest body, in bytes; default 1 MiB. */
  readonly maxBytes?: number;
  /** Default: the system's resolver. */
  readonly resolveAll?: ResolveAll;
}

/** A fetched JSON value, or a sentence that names the URL and what went wrong. */
type OutboundAnswer =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly cause: string };

/** The one way out for everything fetched on someone's word: no redirects, limited in time and size, addresses checked. */
export interface Outbound {
  fetchJson(url: string): Promise<OutboundAnswer>;
  /** GET in the shape jose's `customFetch` wants. Rejects with {@link OutboundFailure} on anything but 200. */
  fetch(url: string, init?: OutboundInit): Promise<Response>;
  close(): Promise<void>;
}

interface OutboundInit {
  readonly headers?: Headers;
  readonly signal?: AbortSignal;
}

/** A fetch that did not bring a 200 answer; the message names the URL and the cause. */
class OutboundFailure extends Error {
  override readonly name = "OutboundFailure";
}

/** Makes the outbound client; `close` it to give its sockets back. */
export function createOutbound(options: OutboundOptions): Outbound {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const maxBytes = options.maxBytes ?? 1024 * 1024;
  const client = lazy(async () => {
    const undici = await import("undici");
    const connect = checkedConnector(undici, options, timeoutMs, options.resolveAll);
    return { request: undici.request, agent: new undici.Agent({ connect, connections: 8 }) };
  });

  async function get(url: string, init: OutboundInit = {}): Promise<Uint8Array<ArrayBuffer>> {
    const refusal = urlRefusal(url);
    if (refusal !== undefined) throw new OutboundFailure(refusal);
    const { request, agent } = await client.get();
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal: init.signal === undefined ? deadline : AbortSignal.any([deadline, init.signal]),
        headers: { ...Object.fromEntries(init.headers ?? []), "accept-encoding": "identity" },
      });
      if (answer.statusCode !== 200) {
        answer.body.on("error", ignoreAbort).destroy();
        throw new OutboundFailure(`Could not fetch ${describeUrl(url)}: ${statusCause(answer.statusCode)}`);
      }
      return await readLimited(answer.body, maxBytes);
    } catch (error) {
      if (error instanceof OutboundFailure) throw error;
      const cause = deadline.aborted ? `no complete answer within ${timeoutMs} ms` : failureCause(error);
      throw new OutboundFailure(`Could not fetch ${describeUrl(url)}: ${cause}`, { cause: error });
    }
  }

  return {
    async fetchJson(url) {
      try {
        const body = await get(url, { headers: new Headers({ accept: "application/json" }) });
        return { ok: true, json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) };
      } catch (error) {
        if (error instanceof OutboundFailure) return { ok: false, cause: error.message };
        return {
          ok: false,
          cause: `Could not use the answer of ${describeUrl(url)}: it is not JSON in UTF-8`,
        };
      }
    },
    async fetch(url, init) {
      return new Response(await get(url, init), { status: 200 });
    },
    close: async () => (await client.made())?.agent.close(),
  };
}

function statusCause(status: number): string {
  if (status < 300 || status >= 400) return `it answered with status ${status}`;
  return `it answered with status ${status}, and redirects are not followed; configure the final URL`;
}

function failureCause(error: unknown): string {
  if (error instanceof ConnectionRefusedByRule || error instanceof BodyTooLarge) return error.message;
  if (!(error instanceof Error)) return "unknown failure";
  const code = "code" in error && typeof error.code === "string" ? `${error.code} ` : "";
  return `${code}${error.message}`.trim();
}

/** Destroying a body that nobody reads reports its own abort. */
function ignoreAbort(): void {}
