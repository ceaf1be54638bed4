import type { Log } from "../../log.ts";
import { createInvocationSlots } from "../processes/invocation-slots.ts";
import type { FunctionCall, FunctionRunner, Invoked } from "./function-call.ts";
import type { FunctionLimits } from "./function-limits.ts";
import { type HandlerFailure, noSlot } from "./handler-failure.ts";
import type { HandlerInstance, StartingInstance } from "./handler-instance.ts";

/** Warm processes of one function, one call at a time in each. */
export interface InstancePool extends FunctionRunner {
  /** Finishes the calls that it has, then closes. */
  retire(): Promise<void>;
  /** Ends a process that nobody uses now; undefined when there is none. Resolves when it is gone. */
  endIdle(): Promise<unknown> | undefined;
}

/** A pool of as many processes as `limits.instances`, each started by `start` when it is needed. */
export function createInstancePool(options: {
  readonly name: string;
  readonly limits: FunctionLimits;
  readonly timeoutSeconds: number;
  readonly start: () => Promise<StartingInstance | HandlerFailure>;
  readonly log: Log;
}): InstancePool {
  const { name, limits, timeoutSeconds, log } = options;
  const slots = createInvocationSlots({
    unit: "processes",
    slots: limits.instances,
    queue: limits.queue,
    waitSeconds: timeoutSeconds,
  });
  const running = new Set<StartingInstance>();
  /** The one used last is used first, so that the others can go idle. */
  const idle: { readonly instance: HandlerInstance; readonly timer: NodeJS.Timeout }[] = [];
  const calls = new Set<Promise<Invoked>>();
  let closed = false;

  async function start(): Promise<HandlerInstance | HandlerFailure> {
    const starting = await options.start();
    if ("ok" in starting) return starting;
    running.add(starting);
    void starting.ended.then((end) => {
      running.delete(starting);
      log.debug({ function: name, ...end }, "a handler process has ended");
    });
    if (closed) starting.kill();
    const ready = await starting.ready;
    if (!ready.ok) starting.kill();
    return ready;
  }

  function warm(): HandlerInstance | undefined {
    for (let parked = idle.pop(); parked !== undefined; parked = idle.pop()) {
      clearTimeout(parked.timer);
      if (parked.instance.alive()) return parked.instance;
    }
    return undefined;
  }

  function park(instance: HandlerInstance): void {
    if (!instance.alive()) return;
    const timer = setTimeout(() => {
      const at = idle.findIndex((parked) => parked.instance === instance);
      if (at !== -1) idle.splice(at, 1);
      instance.kill();
    }, limits.idleSeconds * 1_000);
    timer.unref();
    idle.push({ instance, timer });
  }

  async function run(call: FunctionCall): Promise<Invoked> {
    const slot = await slots.take();
    if (!slot.ok) return noSlot(name, slot.why);
    try {
      const instance = warm() ?? (await start());
      if (!instance.ok) return instance;
      const result = await instance.invoke(call, timeoutSeconds);
      park(instance);
      return result;
    } finally {
      slot.free();
    }
  }

  async function close(): Promise<void> {
    closed = true;
    slots.close();
    for (const { timer } of idle.splice(0)) clearTimeout(timer);
    const ending = [...running];
    for (const instance of ending) instance.kill();
    await Promise.all(ending.map((instance) => instance.ended));
  }

  return {
    invoke(call) {
      const called = run(call);
      calls.add(called);
      const forget = () => void calls.delete(called);
      called.then(forget, forget);
      return called;
    },
    async retire() {
      await Promise.allSettled(calls);
      await close();
    },
    close,
    endIdle() {
      const oldest = idle.shift();
      if (oldest === undefined) return undefined;
      clearTimeout(oldest.timer);
      oldest.instance.kill();
      return oldest.instance.ended;
    },
  };
}
