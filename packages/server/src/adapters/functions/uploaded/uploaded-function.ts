import { rm } from "node:fs/promises";
import type { Log } from "../../../log.ts";
import type { UploadedFunction } from "../../../uploaded-functions-port.ts";
import type { GroupWatch } from "../../processes/group-watch.ts";
import { createHandlerOutput } from "../../processes/handler-output.ts";
import { createHandlerFolder } from "../../processes/handler-process.ts";
import type { ProcessGuard } from "../../processes/process-guard.ts";
import type { FunctionArn } from "../function-arn.ts";
import type { FunctionCall } from "../function-call.ts";
import type { FunctionLimits } from "../function-limits.ts";
import { type HandlerFailure, noSlot } from "../handler-failure.ts";
import { type HandlerInstance, type StartingInstance, startHandlerInstance } from "../handler-instance.ts";
import { createInstancePool, type InstancePool } from "../instance-pool.ts";
import { nodeCommand } from "../node-function.ts";
import type { RunnerSettings } from "../runner-message.ts";
import type { FindPython } from "./find-python.ts";
import type { KeptCode } from "./kept-code.ts";
import type { MemoryBudget } from "./memory-budget.ts";
import { pythonRunner } from "./python-runner.ts";
import { uploadedEnvironment } from "./uploaded-environment.ts";

/** What every uploaded function shares. */
export interface UploadedParts {
  readonly code: KeptCode;
  readonly memory: MemoryBudget;
  readonly groups: GroupWatch;
  readonly guard: () => Promise<ProcessGuard>;
  readonly findPython: FindPython;
  readonly limits: FunctionLimits;
  /** PATH. */
  readonly path: string | undefined;
  readonly log: Log;
}

/** What the interpreter itself takes beside the handler, in MB. */
const baselineMb = { node: 128, python: 64 };
const most = { processes: 64, threads: 1_024 };

/** Runs an uploaded function in a pool of warm processes that share one unpacked copy of its code. */
export function createUploadedFunction(
  spec: UploadedFunction,
  arn: FunctionArn,
  parts: UploadedParts,
): InstancePool {
  const { code, memory, groups, limits, log } = parts;
  const { handler, timeoutSeconds, codeSha256 } = spec;
  const { payloadBytes, initSeconds } = limits;
  const output = createHandlerOutput("function", arn.name, log);
  const memoryMb = Math.min(spec.memoryMb, memory.totalMb);
  const isPython = spec.runtime.startsWith("python");
  const reservedMb = Math.min(memory.totalMb, memoryMb + (isPython ? baselineMb.python : baselineMb.node));
  let unpacking: Promise<string> | undefined;

  /** Forgotten when it fails, so that the next call tries again. */
  function unpack(): Promise<string> {
    unpacking ??= code.unpack(codeSha256).catch((error: unknown) => {
      unpacking = undefined;
      throw error;
    });
    return unpacking;
  }

  async function start(): Promise<StartingInstance | HandlerFailure> {
    if (spec.broken !== undefined) return { ok: false, kind: "unavailable", cause: spec.broken };
    const python = isPython ? await parts.findPython(spec.runtime) : undefined;
    if (isPython && python === undefined) {
      return { ok: false, kind: "unavailable", cause: noPython(spec.runtime) };
    }
    const giveBack = await memory.reserve(reservedMb);
    if (giveBack === undefined) {
      const why = `it needs ${reservedMb} MB, and of the ${memory.totalMb} MB for uploaded functions too much is in use`;
      return noSlot(arn.name, why);
    }
    try {
      const starting = await startIn(await unpack(), python);
      void starting.ended.then(giveBack);
      return starting;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  async function startIn(root: string, python: string | undefined): Promise<StartingInstance> {
    const settings: RunnerSettings = { load: { kind: "lambda", root, handler }, memoryMb, payloadBytes };
    const command =
      python === undefined
        ? nodeCommand(settings)
        : [python, "-u", "-B", "-c", pythonRunner, JSON.stringify(settings)];
    const guarded = (await parts.guard())(command);
    const folder = await createHandlerFolder();
    const starting = startHandlerInstance({
      command: guarded,
      folder,
      cwd: root,
      module: handler,
      environment: uploadedEnvironment(spec, arn, { folder, root, path: parts.path }),
      output,
      initSeconds,
      payloadBytes,
    });
    // Frozen, a process does not see the end of the server by itself.
    const mayFreeze = guarded.length > command.length;
    return starting.processId === undefined ? starting : contained(starting, starting.processId, mayFreeze);
  }

  /** Watched while it works and, as in AWS, frozen between calls: what it left behind does nothing then. */
  function contained(starting: StartingInstance, group: number, mayFreeze: boolean): StartingInstance {
    const watch = () =>
      groups.watch(group, { memoryMb: reservedMb, ...most }, (why) => {
        log.warn({ function: arn.name, why }, "an uploaded function was stopped");
        starting.kill();
      });
    let unwatch = watch();
    void starting.ended.then(() => unwatch());

    function freeze(instance: HandlerInstance): void {
      if (!mayFreeze || !instance.alive()) return;
      unwatch();
      signal(group, "SIGSTOP");
    }

    function thaw(instance: HandlerInstance): void {
      if (!mayFreeze || !instance.alive()) return;
      signal(group, "SIGCONT");
      unwatch();
      unwatch = watch();
    }

    const ready = starting.ready.then((instance) => {
      if (!instance.ok) return instance;
      return {
        ...instance,
        async invoke(call: FunctionCall, seconds: number) {
          thaw(instance);
          const result = await instance.invoke(call, seconds);
          freeze(instance);
          return result;
        },
      };
    });
    return { ...starting, ready };
  }

  const pool = createInstancePool({ name: arn.name, limits, timeoutSeconds, start, log });

  async function removeCode(): Promise<void> {
    const root = await unpacking?.catch(() => undefined);
    if (root !== undefined) await rm(root, { recursive: true, force: true });
  }

  return {
    ...pool,
    retire: () => pool.retire().then(removeCode),
    close: () => pool.close().then(removeCode),
  };
}

/** To a whole group, which may have ended. */
function signal(group: number, name: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Why a Python function cannot run here, and what helps. */
export function noPython(runtime: string): string {
  return `The server has no python3 on its PATH to run ${runtime} with; install Python 3 there, and the function runs without another upload.`;
}
