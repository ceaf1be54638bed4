/** AWS's services as a script: what each request is answered with, and a clock that only moves when somebody sleeps. */
import type { ClientSettings } from "@toolgate/sdk";

/** One answer; a string is XML or any other text, an object JSON. */
export interface Spoken {
  readonly status?: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `unreachable`: nobody listens. `silent`: no answer ever comes. */
export type Answer = Spoken | "unreachable" | "silent";

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface FakeServices {
  readonly settings: ClientSettings;
  /** Every request that came, in order. */
  readonly heard: readonly Heard[];
  /** `METHOD path` of every request that came, in order, or the operation if the path does not say. */
  readonly asked: () => readonly string[];
  /** The JSON that the request at this place carried. */
  readonly sent: (at: number) => unknown;
  /** Milliseconds of every pause, time limits aside; the limit of a silent service is over at once. */
  readonly slept: readonly number[];
}

const timeoutMs = 45_678;

/** Services that answer what stands here, in order; a request beyond that fails the test. */
export function fakeServices(answers: readonly Answer[], settings: ClientSettings = {}): FakeServices {
  const heard: Heard[] = [];
  const slept: number[] = [];
  let now = Date.UTC(2026, 10, 22);
  let limits: (() => void)[] = [];
  const never = (signal: AbortSignal | null | undefined) =>
    new Promise<never>((_, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
    );
  return {
    heard,
    slept,
    asked: () => heard.map(operationOf),
    sent: (at) => JSON.parse(heard[at]?.body ?? "null"),
    settings: {
      endpoint: "http://127.0.0.1:4100",
      timeoutMs,
      ...settings,
      clock: {
        now: () => now,
        random: () => 0.5,
        async sleep(milliseconds, signal) {
          signal?.throwIfAborted();
          if (milliseconds === timeoutMs) {
            return Promise.race([never(signal), new Promise<void>((resolve) => limits.push(resolve))]);
          }
          slept.push(milliseconds);
          now += milliseconds;
        },
      },
      async fetch(url, { method, headers, body, signal }) {
        const answer = answers[heard.length];
        heard.push({
          method: String(method),
          url,
          headers: headers as Record<string, string>,
          body: typeof body === "string" ? body : undefined,
        });
        if (answer === undefined)
          throw new Error(`The script has no answer for ${method} ${url} ${body ?? ""}.`);
        if (answer === "unreachable") {
          throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:4100") });
        }
        if (answer === "silent") {
          for (const end of limits) end();
          limits = [];
          return never(signal);
        }
        const { status = 200, body: said = {}, headers: more = {} } = answer;
        return new Response(typeof said === "string" ? said : JSON.stringify(said), {
          status,
          headers: more,
        });
      },
    },
  };
}

function operationOf({ method, url, headers, body }: Heard): string {
  const target = headers["x-amz-target"]?.split(".").at(-1);
  const action = headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
    ? new URLSearchParams(body).get("Action")
    : undefined;
  const { pathname, search } = new URL(url);
  return target ?? action ?? `${method} ${pathname}${search}`;
}

/** A refusal in restJson1. */
export const refusal = (name: string, status: number, message: string): Spoken => ({
  status,
  body: { message },
  headers: { "x-amzn-errortype": name },
});
