import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "../../log.ts";
import { createHandlerOutput } from "../processes/handler-output.ts";
import { createHandlerFolder } from "../processes/handler-process.ts";
import type { FunctionRunner } from "./function-call.ts";
import type { FunctionLimits } from "./function-limits.ts";
import type { ModuleRegistration } from "./function-registration.ts";
import {
  type FunctionSurroundings,
  handlerEnvironment,
  registrationName,
  taskRoot,
} from "./handler-environment.ts";
import { startHandlerInstance } from "./handler-instance.ts";
import { createInstancePool } from "./instance-pool.ts";
import type { RunnerSettings } from "./runner-message.ts";

const runner = fileURLToPath(new URL("./function-runner.js", import.meta.url));

/** The command that runs a JavaScript handler; V8 holds the heap to the memory it may have. */
export function nodeCommand(settings: RunnerSettings): readonly string[] {
  return [process.execPath, `--max-old-space-size=${settings.memoryMb}`, runner, JSON.stringify(settings)];
}

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
  const { handler, memoryMb, timeoutSeconds } = registration;
  const { payloadBytes, initSeconds } = limits;
  const name = registrationName(registration);
  const module = resolve(taskRoot(registration, surroundings.baseFolder), registration.module);
  const output = createHandlerOutput("function", name, log);
  const load = { kind: "module", module, handler } as const;
  return createInstancePool({
    name,
    limits,
    timeoutSeconds,
    log,
    async start() {
      const folder = await createHandlerFolder();
      return startHandlerInstance({
        command: nodeCommand({ load, memoryMb, payloadBytes }),
        folder,
        module,
        environment: handlerEnvironment(registration, { folder, ...surroundings }),
        output,
        initSeconds,
        payloadBytes,
      });
    },
  });
}
