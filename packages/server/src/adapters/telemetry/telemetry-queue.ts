/** Calls on their way out of the process, in groups: offering one costs next to nothing, and nobody waits. */
import type { ObservedCall } from "../../observe/observed-call.ts";
import type { TelemetrySink } from "../../telemetry-port.ts";

export interface TelemetryQueueLimits {
  /** Calls that may wait; what comes then is dropped. */
  readonly waiting: number;
  /** Calls of one delivery. */
  readonly batch: number;
  /** How long a call waits for others. */
  readonly gatherMillis: number;
  /** How long the end of the process waits for what is on its way. */
  readonly closeMillis: number;
}

/** A {@link TelemetrySink} that counts what it drops. */
export interface CountingSink extends TelemetrySink {
  /** Calls since the start. */
  dropped(): number;
}

/**
 * Delivers one group at a time. `lost` hears of calls that are missing at their destination: powers of ten, so that it
 * is loud at once and not for each of a million.
 */
export function createTelemetryQueue(options: {
  readonly limits: TelemetryQueueLimits;
  /** Rejects where the group did not arrive; it is not tried again. */
  readonly deliver: (calls: readonly ObservedCall[]) => Promise<void>;
  readonly lost: (calls: number, why: string) => void;
  /** After the last delivery. */
  readonly end: () => Promise<void>;
}): CountingSink {
  const { limits, deliver, lost, end } = options;
  let waiting: ObservedCall[] = [];
  let timer: NodeJS.Timeout | undefined;
  let delivering: Promise<void> | undefined;
  let closed = false;
  let dropped = 0;
  let loudAt = 1;

  function drop(calls: number, why: string): void {
    dropped += calls;
    if (dropped < loudAt) return;
    while (loudAt <= dropped) loudAt *= 10;
    lost(dropped, why);
  }

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    delivering ??= drain().finally(() => {
      delivering = undefined;
      if (waiting.length > 0) schedule();
    });
  }

  function schedule(): void {
    if (delivering !== undefined) return;
    if (waiting.length >= limits.batch) setImmediate(start);
    else timer ??= setTimeout(start, limits.gatherMillis).unref();
  }

  async function drain(): Promise<void> {
    while (waiting.length >= limits.batch || (closed && waiting.length > 0)) await one();
    if (waiting.length > 0) await one();
  }

  async function everything(): Promise<void> {
    while (delivering !== undefined || waiting.length > 0) {
      start();
      await delivering;
    }
  }

  async function one(): Promise<void> {
    const group = waiting.slice(0, limits.batch);
    waiting = waiting.slice(limits.batch);
    try {
      await deliver(group);
    } catch (error) {
      drop(group.length, error instanceof Error ? error.message : String(error));
    }
  }

  return {
    offer(call) {
      if (closed || waiting.length >= limits.waiting) return drop(1, "too many wait");
      waiting.push(call);
      schedule();
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      const late = new Promise<"late">((resolve) => setTimeout(resolve, limits.closeMillis, "late").unref());
      if ((await Promise.race([everything(), late])) === "late") {
        drop(Math.max(1, waiting.length), "the process ended before all was delivered");
        waiting = [];
      }
      await Promise.race([end(), late]);
    },
    dropped: () => dropped,
  };
}
