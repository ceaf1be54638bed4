/** How many bytes of requests and answers the endpoint holds at once, in all and for one caller. */
export interface TrafficBudget {
  open(caller: string): TrafficLease;
}

/** The bytes of one exchange. */
export interface TrafficLease {
  /** Undefined when there was room for these further bytes of the request, or whose bytes left none. */
  take(bytes: number): "caller" | "total" | undefined;
  /** Counts bytes of the answer, which has to be held whatever there is room for. */
  add(bytes: number): void;
  /** Gives everything back, once. */
  free(): void;
}

const fewCallers = 1_000;

/**
 * Limits are in bytes. A single body is small; a thousand of them, sent or fetched slowly, would take all the memory there
 * is, and one valid token is enough to send them.
 */
export function createTrafficBudget(limits: {
  readonly perCaller: number;
  readonly total: number;
}): TrafficBudget {
  /** By caller; those that hold nothing just now stay for a while, for most callers come again at once. */
  const held = new Map<string, number>();
  let forgetAbove = fewCallers;
  let total = 0;

  function forgetIdle(): void {
    for (const [caller, bytes] of held) if (bytes === 0) held.delete(caller);
    // Twice as many: so that a call, on average, looks at few.
    forgetAbove = Math.max(fewCallers, 2 * held.size);
  }

  return {
    open(caller) {
      let own = 0;
      let open = true;
      const change = (bytes: number) => {
        own += bytes;
        total += bytes;
        held.set(caller, (held.get(caller) ?? 0) + bytes);
        if (held.size > forgetAbove) forgetIdle();
      };
      return {
        take(bytes) {
          if ((held.get(caller) ?? 0) + bytes > limits.perCaller) return "caller";
          if (total + bytes > limits.total) return "total";
          if (open) change(bytes);
          return undefined;
        },
        add(bytes) {
          if (open) change(bytes);
        },
        free() {
          open = false;
          change(-own);
        },
      };
    },
  };
}
