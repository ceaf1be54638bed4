import { formatAmzDate } from "./amz-date.ts";
import type { Signature } from "./signature.ts";
import type { SignatureFault } from "./signature-fault.ts";

/** Milliseconds that clocks may differ, and for which a signed request is good: AWS's replay window. */
const skewMillis = 15 * 60_000;

/** Whether the signature's time is the present; `now` in milliseconds since the epoch. */
export function checkTime(signature: Signature, now: number): SignatureFault | undefined {
  const { timestamp, signedAt, scope, expiresAfter } = signature;
  const day = timestamp.slice(0, 8);
  if (scope.date !== day) {
    const message = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${day}', from '${timestamp}'.`;
    return { kind: "mismatch", message };
  }
  const server = formatAmzDate(now);
  const clock = `Toolgate's clock says ${server}; set the caller's clock.`;
  if (signedAt > now + skewMillis) {
    const latest = formatAmzDate(now + skewMillis);
    const message = `Signature not yet current: ${timestamp} is still later than ${latest} (${server} + 15 min.). ${clock}`;
    return { kind: "mismatch", message };
  }
  if (expiresAfter !== undefined) {
    const end = signedAt + expiresAfter * 1_000;
    if (now <= end) return undefined;
    const message = `Request has expired: it was presigned at ${timestamp} for ${expiresAfter} seconds, until ${formatAmzDate(end)}, and now it is ${server}.`;
    return { kind: "request-expired", message };
  }
  if (signedAt >= now - skewMillis) return undefined;
  const earliest = formatAmzDate(now - skewMillis);
  const message = `Signature expired: ${timestamp} is now earlier than ${earliest} (${server} - 15 min.). ${clock}`;
  return { kind: "mismatch", message };
}
