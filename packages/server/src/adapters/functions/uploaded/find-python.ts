import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The interpreter for a runtime such as `python3.13`: of that version where the machine has it, else whichever `python3`. */
export function findPython(runtime: string, path: string | undefined): string | undefined {
  for (const name of [runtime, "python3"]) {
    for (const folder of (path ?? "").split(delimiter)) {
      const file = join(folder, name);
      if (folder !== "" && isProgram(file)) return file;
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
