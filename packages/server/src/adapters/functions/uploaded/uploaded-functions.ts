import { totalmem } from "node:os";
import { join } from "node:path";
import type { Log } from "../../../log.ts";
import type { UploadedFunction, UploadedFunctions } from "../../../uploaded-functions-port.ts";
import { createGroupWatch } from "../../processes/group-watch.ts";
import { findProcessGuard } from "../../processes/process-guard.ts";
import { type FunctionArn, parseFunctionArn } from "../function-arn.ts";
import type { FunctionRunner } from "../function-call.ts";
import { defaultFunctionLimits, type FunctionLimits } from "../function-limits.ts";
import type { InstancePool } from "../instance-pool.ts";
import { createFindPython } from "./find-python.ts";
import { createKeptCode } from "./kept-code.ts";
import { createMemoryBudget } from "./memory-budget.ts";
import { createUploadedFunction, noPython, type UploadedParts } from "./uploaded-function.ts";

/** The functions that were uploaded, each with the processes it has. */
export interface UploadedRunners extends UploadedFunctions {
  runnerOf(arn: FunctionArn): FunctionRunner | undefined;
  close(): Promise<void>;
}

interface Running {
  readonly spec: UploadedFunction;
  readonly pool: InstancePool;
}

/** Memory of the machine, or of the container it runs in, that uploaded functions may have together. */
function memoryShare(): number {
  const constrained = process.constrainedMemory();
  const bytes = constrained > 0 && constrained < totalmem() ? constrained : totalmem();
  return Math.floor(bytes / 1_048_576 / 2);
}

/** Keeps code under `folder`, and runs what {@link UploadedFunctions.replace} names. */
export function createUploadedFunctions(options: {
  readonly folder: string;
  readonly log: Log;
  readonly limits?: Partial<FunctionLimits> | undefined;
  /** Half of the machine's, unless told. */
  readonly memoryMb?: number | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}): UploadedRunners {
  const { folder, log, environment = { ...process.env } } = options;
  const running = new Map<string, Running>();
  /** Of functions that were changed or removed; what they are working on is finished first. */
  const retiring = new Map<InstancePool, Promise<void>>();
  let guard: ReturnType<typeof findProcessGuard> | undefined;

  const findPython = createFindPython(environment);
  const code = createKeptCode(join(folder, "functions"));
  const parts: UploadedParts = {
    code,
    memory: createMemoryBudget(options.memoryMb ?? memoryShare(), endIdle),
    groups: createGroupWatch(),
    guard: () => {
      guard ??= findProcessGuard();
      return guard;
    },
    findPython,
    limits: { ...defaultFunctionLimits, ...options.limits },
    path: environment.PATH,
    log,
  };

  function endIdle(): Promise<unknown> | undefined {
    for (const { pool } of running.values()) {
      const ended = pool.endIdle();
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  function retire(pool: InstancePool): void {
    const retired = pool.retire();
    retiring.set(pool, retired);
    void retired.finally(() => retiring.delete(pool));
  }

  return {
    keep: (archive) => code.keep(archive),
    async replace(functions) {
      const wanted = new Map(functions.map((spec) => [spec.arn, spec]));
      for (const [arn, { spec, pool }] of running) {
        if (wanted.get(arn)?.revision === spec.revision) continue;
        running.delete(arn);
        retire(pool);
      }
      for (const [key, spec] of wanted) {
        const arn = parseFunctionArn(key);
        if (arn === undefined || running.has(key)) continue;
        running.set(key, { spec, pool: createUploadedFunction(spec, arn, parts) });
      }
      await code.keepOnly(new Set(functions.map(({ codeSha256 }) => codeSha256)));
    },
    async problemOf(runtime) {
      const missing = runtime.startsWith("python") && (await findPython(runtime)) === undefined;
      return missing ? noPython(runtime) : undefined;
    },
    runnerOf: ({ unqualified }) => running.get(unqualified)?.pool,
    async close() {
      const pools = [...[...running.values()].map(({ pool }) => pool), ...retiring.keys()];
      running.clear();
      await Promise.all([...pools.map((pool) => pool.close()), ...retiring.values()]);
    },
  };
}
