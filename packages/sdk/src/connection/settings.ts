import { type Clock, systemClock } from "./clock.ts";
import type { CredentialSource } from "./credentials.ts";
import type { ServiceName } from "./services.ts";

/** Sends one HTTP request; the platform's `fetch` unless a client is given another. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How a client reaches the services, and how patient it is. Everything has a default. */
export interface ClientSettings {
  /** The AWS Region; `us-west-2` if left out. */
  readonly region?: string | undefined;
  /** The address of all services, e.g. `http://127.0.0.1:4100` for Toolgate; AWS's own hosts if left out. */
  readonly endpoint?: string | undefined;
  /** Addresses of single services; they go before `endpoint`. */
  readonly endpoints?: { readonly [Name in ServiceName]?: string | undefined } | undefined;
  /** Who calls. Without it requests go unsigned, which only services on this machine are sent. */
  readonly credentials?: CredentialSource | undefined;
  /** How often a request is sent at most when throttled, unreachable or answered 500; 3 if left out. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds that one attempt may take; 30,000 if left out. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that a resource may take to become ready, or to go; 120,000 if left out. */
  readonly maxWaitMs?: number | undefined;
  /** Milliseconds between two looks at a resource that is not ready yet; 2,000 if left out. */
  readonly pollMs?: number | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
}

/** What any single call may be given besides its input. */
export interface CallOptions {
  /** Ends the call, waiting included, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, instead of the client's. */
  readonly timeoutMs?: number | undefined;
}

/** {@link ClientSettings} with the defaults in place. */
export interface Connection {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly endpoints: { readonly [Name in ServiceName]?: string | undefined };
  readonly credentials: CredentialSource | undefined;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  readonly maxWaitMs: number;
  readonly pollMs: number;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** Puts the defaults in place; throws a RangeError that names a number which is none or out of bounds. */
export function connectionOf(settings: ClientSettings): Connection {
  return {
    region: regionOf(settings.region ?? "us-west-2"),
    endpoint: settings.endpoint,
    endpoints: settings.endpoints ?? {},
    credentials: settings.credentials,
    maxAttempts: whole("maxAttempts", settings.maxAttempts ?? 3, 1, 20),
    timeoutMs: whole("timeoutMs", settings.timeoutMs ?? 30_000, 1, 3_600_000),
    maxWaitMs: whole("maxWaitMs", settings.maxWaitMs ?? 120_000, 0, 86_400_000),
    pollMs: whole("pollMs", settings.pollMs ?? 2_000, 1, 3_600_000),
    fetch: settings.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    clock: settings.clock ?? systemClock,
  };
}

/** It becomes a part of host names, so that nothing else may be in it. */
function regionOf(region: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return region;
  throw new RangeError(`region is '${region}', which is no AWS Region; give one such as us-west-2.`);
}

function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} is ${value}; give a whole number from ${min} to ${max}.`);
}
