import { isLoopbackHost } from "../loopback-host.ts";
import { parseHost } from "./host-header.ts";

/** What proxies add to a request that they pass on. */
const forwarding = /^(?:forwarded|via|x-real-ip|x-forwarded-.+)$/i;

/** Of those, the ones that say who asked. */
const addressed = /^(?:forwarded|x-real-ip|x-forwarded-for)$/i;

/**
 * Whether whoever asked is on this machine, though under another name and perhaps through a proxy here that ends TLS: what
 * the proxy says of who asked must be loopback, and there must be something said.
 */
export function isFromThisMachine(request: { readonly rawHeaders: readonly string[] }): boolean {
  const headers = request.rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && forwarding.test(name) ? [{ name, value: request.rawHeaders[index + 1] ?? "" }] : [],
  );
  if (headers.length === 0) return true;
  const said = headers
    .filter(({ name }) => addressed.test(name))
    .flatMap(({ name, value }) => (/^forwarded$/i.test(name) ? forwardedFor(value) : value.split(",")));
  return said.length > 0 && said.every((address) => isLoopbackHost(address.trim()));
}

/** RFC 7239; an element that says nothing of who asked stands for anybody. */
function forwardedFor(value: string): string[] {
  return value.split(",").map((element) => {
    const said = element.split(";").map((pair) => /^for="?([^"]*)"?$/i.exec(pair.trim())?.[1]);
    const node = said.find((one) => one !== undefined) ?? "";
    return node.replace(/^([^:]*|\[.*\]):\d+$/, "$1");
  });
}

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
