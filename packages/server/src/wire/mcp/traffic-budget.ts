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
export function createTrafficBudget(limits: TrafficLimits): TrafficBudget {
  const traffic = new Traffic(limits);
  return { open: (caller) => new Lease(traffic, caller) };
}

interface TrafficLimits {
  readonly perCaller: number;
  readonly total: number;
}

class Traffic {
  readonly #limits: TrafficLimits;
  /** By caller; those that hold nothing just now stay for a while, for most callers come again at once. */
  readonly #held = new Map<string, number>();
  #forgetAbove = fewCallers;
  #total = 0;

  constructor(limits: TrafficLimits) {
    this.#limits = limits;
  }

  /** Whose bytes leave no room for so many more. */
  fullFor(caller: string, bytes: number): "caller" | "total" | undefined {
    if ((this.#held.get(caller) ?? 0) + bytes > this.#limits.perCaller) return "caller";
    return this.#total + bytes > this.#limits.total ? "total" : undefined;
  }

  change(caller: string, bytes: number): void {
    this.#total += bytes;
    this.#held.set(caller, (this.#held.get(caller) ?? 0) + bytes);
    if (this.#held.size > this.#forgetAbove) this.#forgetIdle();
  }

  #forgetIdle(): void {
    for (const [caller, bytes] of this.#held) if (bytes === 0) this.#held.delete(caller);
    // Twice as many: so that a call, on average, looks at few.
    this.#forgetAbove = Math.max(fewCallers, 2 * this.#held.size);
  }
}

class Lease implements TrafficLease {
  readonly #traffic: Traffic;
  readonly #caller: string;
  #bytes = 0;
  #open = true;

  constructor(traffic: Traffic, caller: string) {
    this.#traffic = traffic;
    this.#caller = caller;
  }

  take(bytes: number): "caller" | "total" | undefined {
    const full = this.#traffic.fullFor(this.#caller, bytes);
    if (full === undefined) this.add(bytes);
    return full;
  }

  add(bytes: number): void {
    if (!this.#open) return;
    this.#bytes += bytes;
    this.#traffic.change(this.#caller, bytes);
  }

  free(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#traffic.change(this.#caller, -this.#bytes);
  }
}
