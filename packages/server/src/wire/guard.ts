import { isLoopbackHost } from "../loopback-host.ts";
import { pageOriginProblem } from "../page-origin.ts";
import { hostOf, parseHost } from "./host-header.ts";
import type { PageAccess } from "./page-access.ts";

export interface GuardOptions {
  /** The base under which callers reach Toolgate through a proxy, if any. */
  readonly publicUrl?: string | undefined;
  /** What this server listens on, as origins (`http://127.0.0.1:4100`); asked on every request, since port 0 is settled late. */
  readonly ownOrigins: () => readonly string[];
  /** What pages of other origins may reach; without it nothing. */
  readonly pages?: PageAccess | undefined;
  /** Cognito's names for user pools that live here; whoever serves them serves nothing else under them. */
  readonly isPoolHost?: ((host: string) => boolean) | undefined;
  /** Hears of pages that were refused. */
  readonly onRefusedPage?: (refused: { readonly origin: string; readonly hint?: string | undefined }) => void;
}

/** The part of an incoming message that the guard reads; raw headers, because `headers` hides duplicates. */
interface GuardedRequest {
  readonly url?: string | undefined;
  readonly rawHeaders: readonly string[];
}

/** Why a request is refused before routing: 421 for a host, 403 for an origin that is not ours, 400 for what can be read in two ways. */
interface GuardRefusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

export type Guard = (request: GuardedRequest) => GuardRefusal | undefined;

/**
 * A browser reaches loopback too: this keeps web pages out, by name (DNS rebinding) and by origin (cross-site requests).
 * Throws a TypeError when `publicUrl` is not an http(s) URL. Source: MCP, Streamable HTTP, security warning.
 */
export function createGuard(options: GuardOptions): Guard {
  const publicUrl = options.publicUrl === undefined ? undefined : httpUrl(options.publicUrl);

  const isOurHost = (host: string): boolean => {
    const parsed = parseHost(host);
    if (parsed === undefined) return false;
    if (isLoopbackHost(parsed.hostname)) return true;
    if (publicUrl !== undefined && hostOf(publicUrl.protocol, parsed) === publicUrl.host) return true;
    return options.ownOrigins().some((origin) => {
      const own = httpUrl(origin);
      return !isWildcard(own.hostname) && hostOf(own.protocol, parsed) === own.host;
    });
  };

  const isOurOrigin = (origin: string): boolean => {
    if (origin === publicUrl?.origin) return true;
    return options.ownOrigins().some((candidate) => {
      const own = httpUrl(candidate);
      if (isWildcard(own.hostname)) return loopbackOrigins(own).includes(origin);
      return origin === own.origin || (isLoopbackHost(own.hostname) && loopbackOrigins(own).includes(origin));
    });
  };

  const ourNames = () =>
    [...new Set([...options.ownOrigins(), ...(publicUrl === undefined ? [] : [publicUrl.origin])])].join(
      " or ",
    );
  const misdirected = (what: string): GuardRefusal => ({
    status: 421,
    message: `${what}. Use ${ourNames()}, or start Toolgate with --public-url set to the address that callers use.`,
  });

  return function guard(request) {
    const headers = guardedHeaders(request.rawHeaders);
    const { host, origin } = headers;
    if (host === undefined) return { status: 400, message: "The request has no Host header." };
    if (headers.twice.has("host"))
      return { status: 400, message: "The request has more than one Host header." };
    const isPools = options.isPoolHost?.(host) === true;
    if (!isPools && !isOurHost(host))
      return misdirected(`The Host ${quote(host)} is not a name of this server`);

    const target = request.url ?? "/";
    if (!target.startsWith("/") && !isSameHost(target, host)) {
      return misdirected(`The request target ${quote(target)} is not a path on the Host ${quote(host)}`);
    }

    if (dotted.test(target)) {
      return {
        status: 400,
        message: `The path of ${quote(target)} has segments of dots or backslashes; send the path that is meant.`,
      };
    }
    // Whoever stands before Toolgate may have checked the other one.
    const twice = ["authorization", "content-type"].find((name) => headers.twice.has(name));
    if (twice !== undefined) {
      return { status: 400, message: `The request has more than one ${twice} header; send one.` };
    }

    if (headers.twice.has("origin"))
      return { status: 403, message: "The request has more than one Origin header." };
    if (origin === undefined) return undefined;
    // The form of a sign-in page: no other origin has business under such a name, and that one has none elsewhere.
    if (isPools ? isOriginOf(origin, host) : isOurOrigin(origin)) return undefined;
    const path = target.replace(/[?#].*$/s, "");
    if (!isPools && options.pages?.methodsFor(origin, path) !== undefined) return undefined;
    const hint =
      options.pages?.isOpen(path) === true && pageOriginProblem(origin) === undefined
        ? `To let an MCP client in that runs in this page, start Toolgate with --allow-origin ${origin}`
        : undefined;
    options.onRefusedPage?.({ origin, hint });
    const message = `Requests from web pages of the Origin ${quote(origin)} are refused; only ${ourNames()} may call from a browser.`;
    return { status: 403, message: hint === undefined ? message : `${message} ${hint}.` };
  };
}

/** Some read these as other paths: what a proxy lets through must be what is served. */
const dotted = /^[^?#]*(?:\\|\/(?:\.|%2e){1,2}(?:[/?#]|$))/i;

/** The absolute form (RFC 9112, 3.2.2) outranks the Host header, so the two must agree. */
function isSameHost(target: string, host: string): boolean {
  if (target === "*") return true;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return false;
  const url = new URL(target);
  const parsed = parseHost(host);
  if (url.username !== "" || url.password !== "" || parsed === undefined) return false;
  return hostOf(url.protocol, parsed) === url.host;
}

function isOriginOf(origin: string, host: string): boolean {
  const parsed = parseHost(host);
  if (parsed === undefined || !/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && hostOf(url.protocol, parsed) === url.host;
}

/** One server on loopback has three names. */
function loopbackOrigins(own: URL): readonly string[] {
  return ["127.0.0.1", "localhost", "[::1]"].map(
    (hostname) => new URL(`${own.protocol}//${hostname}:${portOf(own)}`).origin,
  );
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

/** Listening on every address is no name: browsers send 0.0.0.0 to this very machine. */
function isWildcard(hostname: string): boolean {
  return hostname === "0.0.0.0" || hostname === "[::]";
}

function httpUrl(text: string): URL {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text);
  throw new TypeError(
    `${quote(text)} is not an http or https URL; give one such as https://tools.example.com`,
  );
}

/** The first Host and Origin, and which of the headers looked at come more than once. */
function guardedHeaders(rawHeaders: readonly string[]) {
  let host: string | undefined;
  let origin: string | undefined;
  let seen = "";
  let twice = none;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = guardedName(rawHeaders[at] ?? "");
    if (name === undefined) continue;
    if (seen.includes(name)) twice = new Set([...twice, name]);
    else if (name === "host") host = rawHeaders[at + 1];
    else if (name === "origin") origin = rawHeaders[at + 1];
    seen += ` ${name}`;
  }
  return { host, origin, twice };
}

const none: ReadonlySet<string> = new Set();
const guardedNames: ReadonlySet<string> = new Set(["host", "origin", "authorization", "content-type"]);

/** Most headers are none of them by their length alone. */
function guardedName(written: string): string | undefined {
  const { length } = written;
  if (length !== 4 && length !== 6 && length !== 12 && length !== 13) return undefined;
  const name = written.toLowerCase();
  return guardedNames.has(name) ? name : undefined;
}

/** Escaped and short, so that a hostile value cannot break a log line. */
function quote(value: string): string {
  return JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
}
