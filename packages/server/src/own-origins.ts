import { networkInterfaces } from "node:os";

/** `http://` with a host and a port; IPv6 in brackets. */
export function address(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * The origins under which a server on this host is reached. One that listens on every address has those of the machine,
 * loopback first: a name that merely leads here may be anybody's, an address is not.
 */
export function originsOf(host: string, port: number): readonly string[] {
  if (host !== "0.0.0.0" && host !== "::") return [address(host, port)];
  const found = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    // an address with a zone, as fe80::1%eth0, is in no Host header
    addresses.filter(({ address: own }) => !own.includes("%")).map(({ address: own }) => address(own, port)),
  );
  return [...new Set([address("127.0.0.1", port), ...found])];
}
