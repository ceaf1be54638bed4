import { NetworkError, TimeLimitError } from "../errors/call-errors.ts";
import { ServiceError } from "../errors/service-error.ts";

/** Names under which AWS's services throttle. Source: AWS SDKs and Tools Reference, retry behavior. */
const throttled: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "ThrottledException",
  "Throttling",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "RequestThrottledException",
  "SlowDown",
]);

/**
 * Whether another attempt may help. A throttled request was not carried out; one that broke off or was answered 500
 * may have been, so that only what is safe to repeat is sent again.
 */
export function mayRetry(error: unknown, repeatable: boolean): boolean {
  if (error instanceof ServiceError) {
    if (error.status === 429 || throttled.has(error.code)) return true;
    return repeatable && error.status >= 500 && error.status !== 501 && error.status !== 505;
  }
  return repeatable && (error instanceof NetworkError || error instanceof TimeLimitError);
}

const firstMs = 100;
const mostMs = 20_000;

/** Milliseconds before attempt `failed + 1`: a random share of a doubling span, and never less than the service asked for. */
export function backoffMs(failed: number, random: number, retryAfterSeconds: number | undefined): number {
  const span = Math.min(mostMs, firstMs * 2 ** (failed - 1));
  const asked = Math.min(mostMs, Math.max(0, (retryAfterSeconds ?? 0) * 1_000));
  return Math.ceil(asked + random * span);
}
