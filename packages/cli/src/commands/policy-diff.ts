/** `toolgate policy diff`: what a change of policies allows and denies; exit code 1 when it allows anything new. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { readSources } from "../policy/read-sources.ts";
import { showDiff } from "../policy/show-diff.ts";

export const policyDiffCommand = defineCommand({
  meta: {
    name: "diff",
    description:
      "Say what a change of policies newly allows and newly denies, tool by tool, with a request for each",
  },
  args: {
    before: {
      type: "string",
      description: "A folder of .cedar files, or one; with --engine, the engine's own policies unless given",
      valueHint: "DIR",
    },
    after: {
      type: "string",
      description: "The same after the change",
      valueHint: "DIR",
    },
    "fail-on": {
      type: "string",
      default: "more",
      description: "Exit code 1 when the change allows more, allows less, or any of both: more, less or any",
    },
    ...policyArgs,
  },
  async run({ args }): Promise<number> {
    const world = readWorld("diff", args);
    const failOn = readFailOn(args["fail-on"]);
    const { before, after } = args;
    if (before === undefined && after === undefined) {
      throw new CliError("policy diff needs --before and --after.");
    }
    if (world.kind === "tools" && (before === undefined || after === undefined)) {
      throw new CliError(`policy diff needs --${before === undefined ? "before" : "after"} too.`);
    }
    const sources = (path: string | undefined) => (path === undefined ? undefined : readSources(path));
    const request = {
      world,
      before: await sources(before),
      after: await sources(after),
      failOn,
      json: args.json === true,
    };
    return onPolicyTerminal((surroundings) => showDiff(request, surroundings));
  },
});

function readFailOn(text: string): "more" | "less" | "any" {
  if (text === "more" || text === "less" || text === "any") return text;
  throw new CliError(`--fail-on ${text}: it is one of more, less and any.`);
}
