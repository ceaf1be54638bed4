import { resolve } from "node:path";
import type { Log } from "../../log.ts";
import type { ToolResult } from "../../ports.ts";
import type { FunctionRunner } from "./function-call.ts";
import type { FunctionLimits } from "./function-limits.ts";
import type { ModuleRegistration } from "./function-registration.ts";
import {
  type FunctionSurroundings,
  handlerEnvironment,
  registrationName,
  taskRoot,
} from "./handler-environment.ts";
import { type HandlerFailure, noSlot } from "./handler-failure.ts";
import { createHandlerOutput } from "../processes/handler-output.ts";
import { createHandlerFolder } from "../processes/handler-process.ts";
import { createInvocationSlots } from "../processes/invocation-slots.ts";
import { type NodeInstance, type StartingInstance, startNodeInstance } from "./node-instance.ts";

/** Runs a JavaScript function in a pool of warm processes, as many as `limits.instances`. */
export function createNodeFunction(
  registration: ModuleRegistration,
  options: {
    readonly surroundings: FunctionSurroundings;
    readonly limits: FunctionLimits;
    readonly log: Log;
  },
): FunctionRunner {
  const { surroundings, limits, log } = options;
  const name = registrationName(registration);
  const output = createHandlerOutput("function", name, log);
  const slots = createInvocationSlots({
    unit: "processes",
    slots: limits.instances,
    queue: limits.queue,
    waitSeconds: registration.timeoutSeconds,
  });
  const running = new Set<StartingInstance>();
  /** The one used last is used first, so that the others can go idle. */
  const idle: { readonly instance: NodeInstance; readonly timer: NodeJS.Timeout }[] = [];
  let closed = false;

  async function start(): Promise<NodeInstance | HandlerFailure> {
    const folder = await createHandlerFolder();
    const starting = startNodeInstance({
      settings: {
        module: resolve(taskRoot(registration, surroundings.baseFolder), registration.module),
        handler: registration.handler,
        memoryMb: registration.memoryMb,
        payloadBytes: limits.payloadBytes,
      },
      folder,
      environment: handlerEnvironment(registration, { folder, ...surroundings }),
      output,
      initSeconds: limits.initSeconds,
    });
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

  function warm(): NodeInstance | undefined {
    for (let parked = idle.pop(); parked !== undefined; parked = idle.pop()) {
      clearTimeout(parked.timer);
      if (parked.instance.alive()) return parked.instance;
    }
    return undefined;
  }

  function park(instance: NodeInstance): void {
    if (!instance.alive()) return;
    const timer = setTimeout(() => {
      const at = idle.findIndex((parked) => parked.instance === instance);
      if (at !== -1) idle.splice(at, 1);
      instance.kill();
    }, limits.idleSeconds * 1_000);
    timer.unref();
    idle.push({ instance, timer });
  }

  return {
    async invoke(call): Promise<ToolResult> {
      const slot = await slots.take();
      if (!slot.ok) return noSlot(name, slot.why);
      try {
        const instance = warm() ?? (await start());
        if (!instance.ok) return instance;
        const result = await instance.invoke(call, registration.timeoutSeconds);
        park(instance);
        return result;
      } finally {
        slot.free();
      }
    },
    async close() {
      closed = true;
      slots.close();
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
      const ending = [...running];
      for (const instance of ending) instance.kill();
      await Promise.all(ending.map((instance) => instance.ended));
    },
  };
}
