/** `toolgate policy assert`: whether what must always hold does; exit code 0 proved, 1 not. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { readSources, readText } from "../policy/read-sources.ts";
import { showCheck } from "../policy/show-check.ts";

export const policyAssertCommand = defineCommand({
  meta: {
    name: "assert",
    description:
      "Prove that never { … } and always { … } hold of every call the policies allow, or show one that breaks them",
  },
  args: {
    file: { type: "positional", required: true, description: "A file of assertions", valueHint: "FILE" },
    policies: {
      type: "string",
      description: "A folder of .cedar files, or one; with --engine alone, the engine's own policies",
      valueHint: "DIR",
    },
    ...policyArgs,
  },
  async run({ args }): Promise<number> {
    const { file, policies } = args;
    const world = readWorld("assert", args);
    if (policies === undefined && world.kind === "tools") {
      throw new CliError("policy assert needs --policies, the folder of the policies.");
    }
    const sources = policies === undefined ? undefined : await readSources(policies);
    const assertions = [{ source: file, text: await readText(file) }];
    const request = { verb: "assert", world, sources, assertions, json: args.json === true } as const;
    return onPolicyTerminal((surroundings) => showCheck(request, surroundings));
  },
});
