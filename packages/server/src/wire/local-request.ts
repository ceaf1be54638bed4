import { isLoopbackHost } from "../loopback-host.ts";
import { parseHost } from "./host-header.ts";

/** What proxies add to a request that they pass on. */
const forwarding = /^(?:forwarded|via|x-real-ip|x-forwarded-.+)$/i;

/**
 * Whether a request that came over loopback was made on this machine, as far as it can tell: under a loopback name, and
 * not passed on by a proxy. Behind a proxy the whole world comes over loopback.
 */
export function isLocalRequest(request: { readonly rawHeaders: readonly string[] }): boolean {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  if (names.some((name) => forwarding.test(name))) return false;
  const at = names.findIndex((name) => name.toLowerCase() === "host");
  const host = parseHost(request.rawHeaders[2 * at + 1] ?? "");
  return host !== undefined && isLoopbackHost(host.hostname);
}
