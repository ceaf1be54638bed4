/** The `toolgate` command: finds the verb, runs it, turns its end into an exit code. */

import { version } from "@toolgate/server";
import { type ArgsDef, type CommandDef, parseArgs, runCommand, type SubCommandsDef } from "citty";

import { changesCommand } from "./commands/changes.ts";
import { explainCommand } from "./commands/explain.ts";
import { recordsCommand } from "./commands/records.ts";
import { serveCommand } from "./commands/serve.ts";
import { statusCommand } from "./commands/status.ts";
import { printable } from "./printable.ts";
import { writeUsage } from "./write-usage.ts";

const verbs: SubCommandsDef = {
  serve: serveCommand,
  status: statusCommand,
  records: recordsCommand,
  explain: explainCommand,
  changes: changesCommand,
};

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
    await writeUsage(asked ? process.stderr : process.stdout, root);
    return asked ? 2 : 0;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    await writeUsage(process.stdout, command, root);
    return 0;
  }
  const mistake = mistakeIn(rest, await resolveArgs(command));
  if (mistake !== undefined) {
    process.stderr.write(`toolgate ${verb}: ${mistake}. See: npx toolgate ${verb} --help\n`);
    return 2;
  }
  try {
    const { result } = await runCommand(command, { rawArgs: [...rest] });
    return typeof result === "number" ? result : 0;
  } catch (error) {
    return report(error);
  }
}

async function resolveArgs(command: CommandDef): Promise<ArgsDef> {
  const { args } = command;
  return (await (typeof args === "function" ? args() : args)) ?? {};
}

/** citty overlooks what it does not know; a misspelt option must not be taken for an absent one. */
function mistakeIn(given: readonly string[], args: ArgsDef): string | undefined {
  const names = Object.keys(args);
  const unknown = given
    .filter((word) => word.startsWith("-") && word !== "-")
    .map((word) => word.split("=")[0] ?? word)
    .find((flag) => !names.includes(flag.replace(/^--(no-)?/, "")));
  if (unknown !== undefined) return `there is no option ${unknown}`;
  const parsed = parseArgs([...given], args);
  const extra = parsed._[names.filter((name) => args[name]?.type === "positional").length];
  if (extra !== undefined) return `${JSON.stringify(extra)} belongs to no option`;
  const empty = names.find((name) => args[name]?.type === "string" && parsed[name] === "");
  return empty === undefined ? undefined : `--${empty} has no value`;
}

/** Errors whose sentence is all that their reader needs. */
const mistakes: readonly string[] = [
  "CliError",
  "CLIError",
  "ConfigError",
  "DataFolderHeld",
  "IdentitiesInvalid",
  "IdentityKeysUnusable",
  "DynamicClientsUnusable",
];

function report(error: unknown): number {
  const mistake = error instanceof Error && mistakes.includes(error.name);
  const text = mistake ? error.message : String(error instanceof Error ? error.stack : error);
  // An error may quote what a server has answered.
  process.stderr.write(`toolgate: ${text.split("\n").map(printable).join("\n")}\n`);
  return 2;
}
