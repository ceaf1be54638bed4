import { CliError } from "../cli-error.ts";
import { callerHeaders } from "./caller-headers.ts";
import { refusalText } from "./refusal-text.ts";

/** Nothing listens there; told apart because a follower waits for it to come back. */
export class NotReachable extends CliError {}

export interface Asking {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/**
 * Asks a running Toolgate for something of its own; undefined when that was broken off.
 * @throws NotReachable when nothing answers; CliError when the answer is a refusal, or not what `read` can read.
 */
export async function askToolgate<Answer>(
  path: `/toolgate/v1/${string}`,
  query: object,
  asking: Asking,
  expected: { readonly name: string; readonly read: (body: unknown) => Answer | undefined },
): Promise<Answer | undefined> {
  const { url } = asking;
  const response = await answerOf(addressOf(url, path, query), {}, asking);
  if (response === undefined) return undefined;
  if (response.status !== 200) throw new CliError(refusalText(response, url));
  const answer = expected.read(parsed(response.text));
  if (answer === undefined) {
    throw new CliError(`${url} answered something that is no ${expected.name}; is it Toolgate?`);
  }
  return answer;
}

/**
 * Posts JSON text to a running Toolgate; undefined when that was broken off.
 * @throws NotReachable when nothing answers.
 */
export function postToolgate(
  path: `/toolgate/v1/${string}`,
  body: string,
  asking: Asking,
): Promise<Answered | undefined> {
  return answerOf(addressOf(asking.url, path, {}), { method: "POST", body }, asking);
}

/**
 * Asks a running Toolgate to delete something of its own; undefined when that was broken off.
 * @throws NotReachable when nothing answers.
 */
export function deleteInToolgate(
  path: `/toolgate/v1/${string}`,
  asking: Asking,
): Promise<Answered | undefined> {
  return answerOf(addressOf(asking.url, path, {}), { method: "DELETE" }, asking);
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function answerOf(
  address: URL,
  init: { readonly method?: "POST" | "DELETE"; readonly body?: string },
  { url, fetch, signal }: Asking,
): Promise<Answered | undefined> {
  const headers = callerHeaders({ method: init.method ?? "GET", url: address, body: init.body });
  try {
    const response = await fetch(address, {
      ...init,
      headers,
      redirect: "error",
      signal,
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw new NotReachable(
      `nothing answers at ${url} (${reasonOf(cause)}). Start it with: npx toolgate serve; or name another address with --url.`,
    );
  }
}

function addressOf(base: string, path: string, query: object): URL {
  let address: URL;
  try {
    address = new URL(path, base);
  } catch {
    throw new CliError(`--url ${base}: not an address; one looks like http://127.0.0.1:4100`);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

function reasonOf(error: unknown): string {
  // undici says "fetch failed" and keeps the reason in the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
