/** `toolgate diagnose gateway`: walks the whole chain; exit code 0 all holds, 1 something does not, 2 not to be asked. */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { type DiagnosisSurroundings, showDiagnosis } from "../diagnose/show-diagnosis.ts";
import { jsonObjectText } from "../explain/json-object-text.ts";
import { listArgs } from "../lists/list-options.ts";

export const diagnoseGatewayCommand = defineCommand({
  meta: {
    name: "gateway",
    description: "Walk the chain from the server to the decision, and name the cause",
  },
  args: {
    id: { type: "positional", required: true, description: "Id, name or ARN", valueHint: "GATEWAY" },
    token: {
      type: "string",
      description: "A caller's token, or @ and a file; it is never shown",
      valueHint: "TOKEN",
    },
    tool: {
      type: "string",
      description: "<Target>___<tool>: what becomes of a call of it",
      valueHint: "TOOL",
    },
    claims: {
      type: "string",
      description: `The caller's claims as JSON, such as '{"sub": "ann"}', or @ and a file (the token's)`,
      valueHint: "JSON",
    },
    caller: {
      type: "string",
      description: "ARN of a caller who signs, on a gateway of AWS_IAM",
      valueHint: "ARN",
    },
    arguments: {
      type: "string",
      description: "The call's arguments as JSON, or @ and a file",
      valueHint: "JSON",
    },
    fix: { type: "boolean", description: "Mend what can be mended, each after a yes" },
    yes: { type: "boolean", description: "With --fix: say yes to all" },
    aws: { type: "boolean", description: "Ask AWS instead of a Toolgate; only reads, without --fix" },
    profile: { type: "string", description: "With --aws: the profile to ask it by", valueHint: "PROFILE" },
    region: {
      type: "string",
      description: "Region (AWS_REGION, us-west-2 on a Toolgate)",
      valueHint: "REGION",
    },
    json: { type: "boolean", description: "Print JSON" },
    url: listArgs.url,
  },
  async run({ args }): Promise<number> {
    const { id, tool, profile, region, url } = args;
    if (args.yes === true && args.fix !== true)
      throw new CliError("--yes is of --fix: add it, or leave both out.");
    if (profile !== undefined && args.aws !== true)
      throw new CliError("--profile is of --aws: add it, or leave both out.");
    const isFixing = args.fix === true;
    const isAsked = isFixing && args.yes !== true;
    if (isAsked && process.stdin.isTTY !== true) {
      throw new CliError("--fix asks before each change, and there is no terminal to ask at: add --yes.");
    }
    const call = {
      tool,
      caller: args.caller,
      claims: await jsonObjectText("--claims", args.claims),
      arguments: await jsonObjectText("--arguments", args.arguments),
    };
    const unused = [
      ["--claims", call.claims],
      ["--caller", call.caller],
      ["--arguments", call.arguments],
    ].find(([, value]) => value !== undefined);
    if (tool === undefined && unused !== undefined)
      throw new CliError(`${unused[0]} is of a call: add --tool.`);
    const whom =
      args.aws === true
        ? ({ kind: "aws", profile, region } as const)
        : ({ kind: "toolgate", url: base(url), region } as const);
    const question = { gateway: id, token: await tokenOf(args.token), call };
    const request = { whom, question, isFixing, json: args.json === true };
    return onTerminal(isAsked, (surroundings) => showDiagnosis(request, surroundings));
  },
});

async function onTerminal(
  isAsked: boolean,
  show: (surroundings: DiagnosisSurroundings) => Promise<number>,
): Promise<number> {
  const lines = isAsked ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  try {
    return await show({
      print: (line) => process.stdout.write(`${line}\n`),
      note: (line) => process.stderr.write(`${line}\n`),
      colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "",
      width: process.stdout.isTTY === true ? process.stdout.columns : undefined,
      async agree(question) {
        if (lines === undefined) process.stderr.write(`${question}\n`);
        return (
          lines === undefined || /^\s*y(?:es)?\s*$/i.test(await lines.question(`${question} Do it? [y/N] `))
        );
      },
    });
  } finally {
    lines?.close();
  }
}

function base(url: string): string {
  if (URL.canParse(url)) return url;
  throw new CliError(`--url ${url}: not an address; one looks like http://127.0.0.1:4100`);
}

/** Never part of a message. */
async function tokenOf(given: string | undefined): Promise<string | undefined> {
  if (given === undefined || !given.startsWith("@")) return given?.trim();
  try {
    return (await readFile(given.slice(1), "utf8")).trim();
  } catch (cause) {
    throw new CliError(`--token ${given}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
