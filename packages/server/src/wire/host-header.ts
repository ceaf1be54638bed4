/** The two parts of a Host header; `port` is absent where the header has none. */
export interface Host {
  readonly hostname: string;
  readonly port: string | undefined;
}

const form = /^(\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::([1-9][0-9]{0,4}))?$/i;

/** Several look at the header of each request, and nearly all requests have the same. */
let last: { readonly written: string; readonly host: Host | undefined } = { written: "", host: undefined };

/** Splits a Host header, or returns undefined for anything but a plain name or literal with an optional port. */
export function parseHost(written: string): Host | undefined {
  if (last.written !== written) last = { written, host: readHost(written) };
  return last.host;
}

function readHost(host: string): Host | undefined {
  const [, hostname, port] = form.exec(host) ?? [];
  if (hostname === undefined) return undefined;
  const lower = hostname.toLowerCase();
  if (!URL.canParse(`http://${host}`)) return undefined;
  const url = new URL(`http://${host}`);
  // What a URL parser rewrites (127.1, 0x7f000001, 010.0.0.1) is no name that we gave out; IPv6 has one canonical spelling.
  if (!lower.startsWith("[") && url.hostname !== lower) return undefined;
  return { hostname: url.hostname, port };
}

/** The host as URL's `host` spells it for a scheme (`https:`): without the port that the scheme implies. */
export function hostOf(protocol: string, { hostname, port }: Host): string {
  const implied = protocol === "https:" ? "443" : "80";
  return port === undefined || port === implied ? hostname : `${hostname}:${port}`;
}
