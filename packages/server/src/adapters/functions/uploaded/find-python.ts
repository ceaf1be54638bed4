import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Finds the interpreter for a runtime such as `python3.13`: of that version where the machine has it, else `python3`. */
export type FindPython = (runtime: string) => Promise<string | undefined>;

const absentMillis = 5_000;

/**
 * Each program that is found is asked once where it really is: many are scripts that choose among versions, and need
 * more of the environment than a function gets.
 */
export function createFindPython(environment: Readonly<Record<string, string | undefined>>): FindPython {
  const found = new Map<string, Promise<string | undefined>>();

  async function find(runtime: string): Promise<string | undefined> {
    for (const name of [runtime, "python3"]) {
      for (const folder of (environment.PATH ?? "").split(delimiter)) {
        const file = join(folder, name);
        const real = folder !== "" && isProgram(file) ? await realProgram(file, environment) : undefined;
        if (real !== undefined) return real;
      }
    }
    // Somebody may install it meanwhile.
    setTimeout(() => found.delete(runtime), absentMillis).unref();
    return undefined;
  }

  return (runtime) => {
    const known = found.get(runtime) ?? find(runtime);
    found.set(runtime, known);
    return known;
  };
}

async function realProgram(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  try {
    const ask = "import sys; assert sys.version_info >= (3, 6); print(sys.executable)";
    const { stdout } = await run(file, ["-c", ask], { timeout: 10_000, env: { ...environment } });
    const real = stdout.trim();
    return isProgram(real) ? real : undefined;
  } catch {
    return undefined;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
