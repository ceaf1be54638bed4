/** `toolgate policy read`: what policies say, in plain English, with calls that they decide. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { readSources } from "../policy/read-sources.ts";
import { showRead } from "../policy/show-read.ts";

export const policyReadCommand = defineCommand({
  meta: {
    name: "read",
    description: "Say each policy in one sentence of plain English, with three calls that it decides",
  },
  args: {
    file: {
      type: "positional",
      required: false,
      description: "A .cedar file, or a folder of them; with --engine alone, the engine's own policies",
      valueHint: "FILE",
    },
    policy: {
      type: "string",
      description: "With --engine: one of its policies, by id or name",
      valueHint: "POLICY",
    },
    ...policyArgs,
  },
  async run({ args }): Promise<number> {
    const { file, policy, tools, engine } = args;
    if (file === undefined && engine === undefined) {
      throw new CliError("policy read needs the file of the policy, or --engine ID.");
    }
    if (policy !== undefined && (file !== undefined || engine === undefined)) {
      throw new CliError(
        "policy read: --policy names one of an engine's own policies; it goes with --engine, and without a file.",
      );
    }
    const world = tools === undefined && engine === undefined ? undefined : readWorld("read", args);
    const sources = file === undefined ? undefined : await readSources(file);
    const request = { world, sources, policy, json: args.json === true };
    return onPolicyTerminal((surroundings) => showRead(request, surroundings));
  },
});
