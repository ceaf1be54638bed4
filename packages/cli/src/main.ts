/** The `toolgate` command: finds the verb, runs it, turns its end into an exit code. */

import { version } from "@toolgate/server";
import { type ArgsDef, type CommandDef, parseArgs, runCommand, type SubCommandsDef } from "citty";

import { changesCommand } from "./commands/changes.ts";
import { diagnoseCommand } from "./commands/diagnose.ts";
import { explainCommand } from "./commands/explain.ts";
import { gatewayCommand } from "./commands/gateway.ts";
import { keysCommand } from "./commands/keys.ts";
import { policyCommand } from "./commands/policy.ts";
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
  diagnose: diagnoseCommand,
  policy: policyCommand,
  gateway: gatewayCommand,
  changes: changesCommand,
  keys: keysCommand,
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
  const [verb] = argv;
  if (verb === "--version" || verb === "-v" || verb === "version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const { path, command, parent, rest } = await findCommand(argv);
  const [word] = rest;
  if (command.subCommands !== undefined) {
    const asked = word !== undefined && word !== "--help" && word !== "-h" && word !== "help";
    if (asked)
      process.stderr.write(
        `${["toolgate", ...path].join(" ")}: there is no verb ${JSON.stringify(word)}.\n\n`,
      );
    await writeUsage(asked ? process.stderr : process.stdout, command, parent);
    return asked || (path.length > 0 && word === undefined) ? 2 : 0;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    await writeUsage(process.stdout, command, parent);
    return 0;
  }
  const mistake = mistakeIn(rest, await resolveArgs(command));
  if (mistake !== undefined) {
    const called = path.join(" ");
    process.stderr.write(`toolgate ${called}: ${mistake}. See: npx toolgate ${called} --help\n`);
    return 2;
  }
  try {
    const { result } = await runCommand(command, { rawArgs: [...rest] });
    return typeof result === "number" ? result : 0;
  } catch (error) {
    return report(error);
  }
}

interface FoundCommand {
  /** The words that name it. */
  readonly path: readonly string[];
  readonly command: CommandDef;
  readonly parent: CommandDef | undefined;
  /** What is behind its name. */
  readonly rest: readonly string[];
}

/** Follows the words as far as they name verbs of verbs. */
async function findCommand(argv: readonly string[]): Promise<FoundCommand> {
  let found: FoundCommand = { path: [], command: root, parent: undefined, rest: argv };
  for (;;) {
    const { path, command: parent, rest } = found;
    const { subCommands = {} } = parent;
    const named = await (typeof subCommands === "function" ? subCommands() : subCommands);
    const [word, ...behind] = rest;
    const inner = word !== undefined && Object.hasOwn(named, word) ? named[word] : undefined;
    const command = await (typeof inner === "function" ? inner() : inner);
    if (word === undefined || command === undefined) return found;
    const called = { ...parent, meta: { name: ["toolgate", ...path].join(" ") } };
    found = { path: [...path, word], command, parent: called, rest: behind };
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
  // citty throws for these, before it could be told which verb was meant.
  const positionals = names.filter((name) => args[name]?.type === "positional");
  const optional: ArgsDef = { ...args };
  for (const name of positionals) optional[name] = { type: "positional", required: false };
  const parsed = parseArgs([...given], optional);
  const missing = positionals.find((name) => args[name]?.required === true && parsed[name] === undefined);
  if (missing !== undefined) return `${args[missing]?.valueHint ?? missing.toUpperCase()} is missing`;
  const extra = parsed._[positionals.length];
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
