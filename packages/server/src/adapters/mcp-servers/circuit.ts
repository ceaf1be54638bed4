import type { Clock } from "../../ports.ts";

/** Keeps calls from an endpoint that has failed several times in a row, and lets one through now and then to see. */
export interface Circuit {
  /** Why no call may go now, or undefined. */
  refusal(): string | undefined;
  /** As `refusal`; when there is none, the call has to be settled by `succeeded` or `failed`. */
  admit(): string | undefined;
  succeeded(): void;
  failed(cause: string): void;
  /** The call ended without telling anything of the endpoint. */
  abandoned(): void;
}

/** Opens after `failures` in a row for `openMillis`, then admits a single call whose end decides. */
export function createCircuit(options: {
  readonly failures: number;
  readonly openMillis: number;
  readonly clock: Clock;
}): Circuit {
  const { failures, openMillis, clock } = options;
  let inARow = 0;
  let lastCause = "";
  let openedAt: number | undefined;
  let retryAt = 0;
  let trial = false;

  function refusal(): string | undefined {
    if (openedAt === undefined) return undefined;
    const wait = retryAt - clock.now();
    if (wait <= 0 && !trial) return undefined;
    const next = trial ? "a call that tries it is under way" : `next try in ${Math.ceil(wait / 1_000)} s`;
    return `circuit open since ${new Date(openedAt).toISOString()} after ${inARow} failures in a row; ${next}; the last failure: ${lastCause}`;
  }

  return {
    refusal,
    admit() {
      const why = refusal();
      if (why === undefined && openedAt !== undefined) trial = true;
      return why;
    },
    succeeded() {
      inARow = 0;
      openedAt = undefined;
      trial = false;
    },
    abandoned() {
      trial = false;
    },
    failed(cause) {
      inARow += 1;
      lastCause = cause;
      trial = false;
      if (inARow < failures) return;
      openedAt ??= clock.now();
      retryAt = clock.now() + openMillis;
    },
  };
}
