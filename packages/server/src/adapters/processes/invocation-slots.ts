/** Bounds how many invocations of one thing run and how many wait. */
export interface InvocationSlots {
  /** The function that frees the slot, or why there is none; a promise of it only where it has to be waited for. */
  take(): Slot | Promise<Slot>;
  /** Refuses everything that waits and everything that comes. */
  close(): void;
}

type Slot = { readonly ok: true; readonly free: () => void } | { readonly ok: false; readonly why: string };

interface Waiter {
  readonly admit: () => void;
  readonly refuse: (why: string) => void;
}

/** First come, first served; nobody waits longer than `waitSeconds`. */
export function createInvocationSlots(options: {
  /** What a slot is called, e.g. `processes`. */
  readonly unit: string;
  readonly slots: number;
  readonly queue: number;
  readonly waitSeconds: number;
}): InvocationSlots {
  const { unit, slots, queue, waitSeconds } = options;
  const waiting = new Set<Waiter>();
  let running = 0;
  let closed = false;

  function free(): void {
    running -= 1;
    const [next] = waiting;
    next?.admit();
  }

  function once(): () => void {
    running += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      free();
    };
  }

  return {
    take() {
      if (closed) return { ok: false, why: "Toolgate is shutting down" };
      if (running < slots) return { ok: true, free: once() };
      if (waiting.size >= queue) {
        return {
          ok: false,
          why: `all ${slots} of its ${unit} are busy and ${queue} calls wait already`,
        };
      }
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => waiter.refuse(`all ${slots} of its ${unit} were busy for ${waitSeconds} seconds`),
          waitSeconds * 1_000,
        );
        const leave = () => {
          clearTimeout(timer);
          waiting.delete(waiter);
        };
        const waiter: Waiter = {
          admit() {
            leave();
            resolve({ ok: true, free: once() });
          },
          refuse(why) {
            leave();
            resolve({ ok: false, why });
          },
        };
        waiting.add(waiter);
      });
    },
    close() {
      closed = true;
      for (const waiter of [...waiting]) waiter.refuse("Toolgate is shutting down");
    },
  };
}
