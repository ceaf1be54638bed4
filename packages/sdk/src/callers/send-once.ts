import type { Connection, Fetch } from "../connection/settings.ts";
import { NetworkError, TimeLimitError } from "../errors/call-errors.ts";
import { readAnswer, type ServiceAnswer } from "./read-answer.ts";

/** One attempt of a request. */
export interface Attempt {
  readonly operation: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends one request and reads its answer. Throws the caller's own reason when aborted, {@link TimeLimitError} when it
 * took too long, {@link NetworkError} otherwise. Redirects are not followed: a signature is for one host.
 */
export async function sendOnce(
  attempt: Attempt,
  { fetch, clock }: Pick<Connection, "fetch" | "clock">,
): Promise<ServiceAnswer> {
  const { operation, timeoutMs, signal } = attempt;
  signal?.throwIfAborted();
  const limit = new AbortController();
  const done = new AbortController();
  const origin = new URL(attempt.url).origin;
  const late = new TimeLimitError(
    `${operation} at ${origin} took longer than ${timeoutMs} ms; allow more with timeoutMs.`,
  );
  clock.sleep(timeoutMs, done.signal).then(
    () => limit.abort(late),
    () => undefined,
  );
  const either = signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);
  try {
    const exchange = fetch(attempt.url, requestInit(attempt, either)).then((response) =>
      readAnswer(response, operation),
    );
    return await Promise.race([exchange, rejectionBy(either, exchange)]);
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.signal.aborted) throw late;
    if (!(error instanceof TypeError) && !isNetworkish(error)) throw error;
    throw new NetworkError(
      `${operation} could not reach ${origin}: ${reasonOf(error)}. Look whether the service runs there.`,
      { cause: error },
    );
  } finally {
    done.abort(new Error("answered"));
  }
}

function requestInit({ method, headers, body }: Attempt, signal: AbortSignal): Parameters<Fetch>[1] {
  return { method, headers, redirect: "error", signal, ...(body === undefined ? {} : { body }) };
}

/** Rejects when the signal is aborted, so that a fetch that does not listen to its signal cannot hold the caller. */
function rejectionBy(signal: AbortSignal, until: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    const forget = () => signal.removeEventListener("abort", stop);
    until.then(forget, forget);
  });
}

/** What platforms throw when a connection breaks while a body is read. */
function isNetworkish(error: unknown): boolean {
  return (
    error instanceof Error &&
    ("code" in error || error.name === "AbortError" || error.name === "NetworkError")
  );
}

/** Node hides the cause under "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    return cause.message === "" ? code || error.message : cause.message;
  }
  return error.message;
}
