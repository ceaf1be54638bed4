/** The `toolgate` command: finds the verb, runs it, turns its end into an exit code. */

import { version } from "@toolgate/server";
import { type CommandDef, renderUsage, runCommand, type SubCommandsDef } from "citty";
import { CliError } from "./cli-error.ts";

import { serveCommand } from "./commands/serve.ts";
import { statusCommand } from "./commands/status.ts";

const verbs: SubCommandsDef = { serve: serveCommand, status: statusCommand };

const root: CommandDef = {
  meta: {
    name: "toolgate",
    version,
    description: "An MCP gateway that decides every tool call by Cedar policies, on AWS's wire",
  },
  subCommands: verbs,
};

/**
 * Runs the command line.
 * @returns 0 when all is well, 1 when the answer is no (a check failed, something waits), 2 for a mistake in the call.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === "--version" || verb === "-v" || verb === "version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const found = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const command = await (typeof found === "function" ? found() : found);
  if (command === undefined) {
    const asked = verb !== undefined && verb !== "--help" && verb !== "-h" && verb !== "help";
    if (asked) process.stderr.write(`toolgate: there is no verb ${JSON.stringify(verb)}.\n\n`);
    (asked ? process.stderr : process.stdout).write(`${await renderUsage(root)}\n`);
    return asked ? 2 : 0;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${await renderUsage(command, root)}\n`);
    return 0;
  }
  try {
    const { result } = await runCommand(command, { rawArgs: [...rest] });
    return typeof result === "number" ? result : 0;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  const mistake =
    error instanceof CliError || (error instanceof Error && ["ConfigError", "CLIError"].includes(error.name));
  process.stderr.write(
    mistake
      ? `toolgate: ${error.message}\n`
      : `toolgate: ${String(error instanceof Error ? error.stack : error)}\n`,
  );
  return 2;
}
