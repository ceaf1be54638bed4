/** Learns the server's time from its answers, which cost nothing more. */
import type { Clients } from "./clients.ts";
import type { ClockFact } from "./facts.ts";

export interface ServerClock {
  now(): ClockFact;
  /** A request was refused for its time. */
  refuse(why: string): void;
}

/** The Date header has whole seconds, so a second either way is nothing. */
export function watchClock({ control }: Pick<Clients, "control">): ServerClock {
  let ahead = 0;
  let refused: string | undefined;
  control.middlewareStack.add(
    (next) => async (args) => {
      const sent = Date.now();
      const result = await next(args);
      const date = Date.parse(dateOf(result.response));
      if (!Number.isNaN(date)) ahead = Math.round((sent + Date.now()) / 2 - (date + 500));
      return result;
    },
    { step: "deserialize", priority: "low", name: "toolgateServerClock" },
  );
  return {
    now: () => ({ serverNow: Date.now() - ahead, ahead, refused }),
    refuse(why) {
      refused ??= why;
    },
  };
}

function dateOf(response: unknown): string {
  if (typeof response !== "object" || response === null || !("headers" in response)) return "";
  const { headers } = response;
  if (typeof headers !== "object" || headers === null || !("date" in headers)) return "";
  return String(headers.date);
}
