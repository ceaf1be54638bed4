import type { Clock } from "../ports.ts";

/** What may be done often for a moment, and then only now and then. */
export interface Allowance {
  /** Whether it may be done once more. */
  take(): boolean;
}

/** Full at first with `atOnce`; one more comes every so many milliseconds, up to as many. */
export function createAllowance(
  clock: Clock,
  { atOnce, everyMillis }: { readonly atOnce: number; readonly everyMillis: number },
): Allowance {
  let left = atOnce;
  let filledAt = clock.now();
  return {
    take() {
      const now = clock.now();
      // A clock that was set back begins anew.
      if (now < filledAt) filledAt = now;
      const more = Math.floor((now - filledAt) / everyMillis);
      filledAt += more * everyMillis;
      left = Math.min(atOnce, left + more);
      if (left === 0) return false;
      left -= 1;
      return true;
    },
  };
}
