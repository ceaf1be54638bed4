import type { Credentials } from "../connection/credentials.ts";
import { type Endpoint, endpointOf, isLoopback } from "../connection/endpoint-of.ts";
import { type ServiceName, services } from "../connection/services.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";
import { signRequest } from "../connection/sign-request.ts";
import { MissingCredentialsError } from "../errors/call-errors.ts";
import { ServiceError, type ServiceRefusal, serviceErrorOf } from "../errors/service-error.ts";
import { backoffMs, mayRetry } from "./backoff.ts";
import type { ServiceAnswer } from "./read-answer.ts";
import { sendOnce } from "./send-once.ts";

/** A call as a protocol made it. */
export interface ServiceRequest {
  readonly operation: string;
  readonly method: string;
  /** Percent-encoded, from the service's root. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** Whether it does no harm to send it twice. */
  readonly repeatable: boolean;
  /** What the protocol makes of an answer that is no success. */
  readonly refusalOf: (answer: ServiceAnswer) => Omit<ServiceRefusal, "operation" | "status" | "retryAfter">;
}

/**
 * Calls a service: signs each attempt, sends it, and repeats it after a pause where that may help.
 * Throws a ServiceError, NetworkError, TimeLimitError, MissingCredentialsError, or the reason of the caller's signal.
 */
export async function callService(
  connection: Connection,
  service: ServiceName,
  request: ServiceRequest,
  options: CallOptions = {},
): Promise<ServiceAnswer> {
  const { clock, maxAttempts } = connection;
  const endpoint = endpointOf(service, connection);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptCall(connection, service, endpoint, request, options);
    } catch (error) {
      if (attempt >= maxAttempts || !mayRetry(error, request.repeatable)) throw error;
      const asked = error instanceof ServiceError ? error.retryAfter : undefined;
      await clock.sleep(backoffMs(attempt, clock.random(), asked), options.signal);
    }
  }
}

async function attemptCall(
  connection: Connection,
  service: ServiceName,
  endpoint: Endpoint,
  request: ServiceRequest,
  options: CallOptions,
): Promise<ServiceAnswer> {
  options.signal?.throwIfAborted();
  const path = `${endpoint.url.pathname.replace(/\/$/, "")}${request.path}`;
  const headers = await authorized(connection, service, endpoint, { ...request, path });
  const answer = await sendOnce(
    {
      operation: request.operation,
      url: `${endpoint.url.origin}${path}${queryText(request.query)}`,
      method: request.method,
      headers,
      body: request.body,
      timeoutMs: options.timeoutMs ?? connection.timeoutMs,
      signal: options.signal,
    },
    connection,
  );
  if (answer.status >= 200 && answer.status < 300) return answer;
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  throw serviceErrorOf({
    ...request.refusalOf(answer),
    operation: request.operation,
    status: answer.status,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

async function authorized(
  connection: Connection,
  service: ServiceName,
  endpoint: Endpoint,
  request: ServiceRequest,
): Promise<Record<string, string>> {
  const credentials = await credentialsOf(connection);
  if (credentials === undefined) {
    if (!isLoopback(endpoint.url)) {
      throw new MissingCredentialsError(
        `${request.operation} at ${endpoint.url.origin} needs an access key, and the client has none: give it credentials, e.g. settingsFromEnvironment(process.env) with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set.`,
      );
    }
    return { ...request.headers, authorization: "Toolgate local" };
  }
  return signRequest(
    { ...request, url: endpoint.url },
    {
      credentials,
      region: endpoint.signingRegion,
      service: services[service].signingName,
      now: connection.clock.now(),
    },
  );
}

async function credentialsOf({ credentials }: Connection): Promise<Credentials | undefined> {
  return typeof credentials === "function" ? credentials() : credentials;
}

/** Encoded as the signature has it, which knows no plus for a space. */
function queryText(query: ServiceRequest["query"]): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one) => `${escaped(name)}=${escaped(one)}`),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** Percent-encodes all but RFC 3986's unreserved characters. */
export function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
