import { isIPv4 } from "node:net";

/** True for a host that only this machine reaches: 127.0.0.0/8, ::1 (brackets or not) and `localhost`; nothing that needs resolving. */
export function isLoopbackHost(host: string): boolean {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."))
  );
}
