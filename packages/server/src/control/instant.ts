import type { Instant } from "../model.ts";
import type { Clock } from "../ports.ts";

/** The present, as resources carry it. */
export function instant(clock: Clock): Instant {
  return new Date(clock.now()).toISOString();
}
