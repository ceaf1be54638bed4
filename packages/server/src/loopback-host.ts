import { isIPv4 } from "node:net";

/** True for a host that only this machine reaches: 127.0.0.0/8, ::1 (brackets or not) and `localhost`; nothing that needs resolving. */
export function isLoopbackHost(host: string): boolean {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."))
  );
}

/** Whether both are addresses of one place on this machine: `localhost`, 127.0.0.1 and [::1] are the same. */
export function isSameOnLoopback(given: string, own: string | undefined): boolean {
  if (own === undefined || !URL.canParse(given)) return false;
  const [a, b] = [new URL(given), new URL(own)];
  return (
    isLoopbackHost(a.hostname) && a.protocol === b.protocol && a.port === b.port && a.pathname === b.pathname
  );
}
