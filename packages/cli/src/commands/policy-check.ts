/** `toolgate policy check`: errors and findings of policies; exit code 0 none, 1 some. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { readSources, readText } from "../policy/read-sources.ts";
import { showCheck } from "../policy/show-check.ts";

export const policyCheckCommand = defineCommand({
  meta: {
    name: "check",
    description:
      "Find errors, and what never applies, always allows, changes nothing or can fail; each with a request",
  },
  args: {
    folder: {
      type: "positional",
      required: false,
      description: "A folder of .cedar files, or one; with --engine alone, the engine's own policies",
      valueHint: "DIR",
    },
    assert: { type: "string", description: "A file of assertions to prove besides", valueHint: "FILE" },
    ...policyArgs,
  },
  async run({ args }): Promise<number> {
    const { folder, assert } = args;
    const world = readWorld("check", args);
    if (folder === undefined && world.kind === "tools") {
      throw new CliError("policy check needs the folder of the policies.");
    }
    const sources = folder === undefined ? undefined : await readSources(folder);
    const assertions = assert === undefined ? [] : [{ source: assert, text: await readText(assert) }];
    const request = { verb: "check", world, sources, assertions, json: args.json === true } as const;
    return onPolicyTerminal((surroundings) => showCheck(request, surroundings));
  },
});
