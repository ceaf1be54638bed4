import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../../config.ts";
import type { FunctionRegistration } from "./function-registration.ts";
import { taskRoot } from "./handler-environment.ts";

/**
 * Finds a mistyped path when the server starts, not when an agent first calls.
 * @throws ConfigError naming the function and the file that is not there.
 */
export function requireModules(registered: readonly FunctionRegistration[], baseFolder: string): void {
  for (const [index, registration] of registered.entries()) {
    if (registration.kind !== "module") continue;
    const file = resolve(taskRoot(registration, baseFolder), registration.module);
    if (!existsSync(file)) {
      throw new ConfigError(
        `functions.${index}.module: there is no file ${file}, which the function "${registration.key}" is to run. Relative paths start from the configuration file's folder.`,
      );
    }
  }
}
