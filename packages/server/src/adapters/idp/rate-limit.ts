import type { Clock } from "../../ports.ts";

export interface RateLimit {
  /** Seconds until something may happen again, or undefined when it may happen now. */
  wait(): number | undefined;
  /** Something happened. */
  count(): void;
}

/** At most `most` events within any `windowMs` milliseconds, whoever causes them: on loopback all callers look alike. */
export function createRateLimit(options: {
  readonly most: number;
  readonly windowMs: number;
  readonly clock: Clock;
}): RateLimit {
  const { most, windowMs, clock } = options;
  let events: readonly number[] = [];
  return {
    wait() {
      const now = clock.now();
      events = events.filter((at) => now - at < windowMs);
      const [oldest] = events;
      if (events.length < most || oldest === undefined) return undefined;
      return Math.ceil((oldest + windowMs - now) / 1_000);
    },
    count() {
      events = [...events, clock.now()].slice(-most);
    },
  };
}
