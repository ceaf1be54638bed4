/** `toolgate policy generate`: policies from plain language, with what is to be said of each. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { type GenerateRequest, showGenerated } from "../policy/show-generated.ts";

const { engine: _, ...worldArgs } = policyArgs;

export const policyGenerateCommand = defineCommand({
  meta: {
    name: "generate",
    description: "Make policies of sentences, and say of each what it is and what it would change",
  },
  args: {
    text: {
      type: "positional",
      required: false,
      description: 'Such as "Allow users with role clerk to refund when the amount is less than 500"',
    },
    gateway: {
      type: "string",
      description: "Id, name or ARN of a gateway of a running Toolgate",
      valueHint: "GATEWAY",
    },
    name: { type: "string", default: "generated", description: "Name of the generation", valueHint: "NAME" },
    apply: {
      type: "boolean",
      description: "With --gateway: create the policies without findings, after asking",
    },
    yes: { type: "boolean", description: "With --apply: without asking" },
    region: { type: "string", description: "Region (us-west-2, or AWS_REGION)", valueHint: "REGION" },
    ...worldArgs,
  },
  async run({ args }): Promise<number> {
    const { text } = args;
    if (text === undefined || text.trim() === "") {
      throw new CliError('policy generate needs a text, such as "Allow users with role clerk to refund".');
    }
    const request = { text, json: args.json === true, ...whereFrom(args) };
    return onPolicyTerminal((surroundings) => showGenerated(request, surroundings));
  },
});

interface WhereArgs extends Omit<Parameters<typeof readWorld>[1], "engine"> {
  readonly gateway?: string | undefined;
  readonly name: string;
  readonly apply?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly region?: string | undefined;
}

type WhereFrom = GenerateRequest extends infer Each
  ? Each extends unknown
    ? Omit<Each, "text" | "json">
    : never
  : never;

function whereFrom(args: WhereArgs): WhereFrom {
  const { gateway, tools, name, url } = args;
  if (args.yes === true && args.apply !== true) throw new CliError("--yes goes with --apply.");
  if (gateway === undefined) {
    if (args.apply === true)
      throw new CliError("--apply goes with --gateway: a file of tools has no policies.");
    if (tools === undefined) {
      throw new CliError(
        "policy generate: what the text is about is missing: --gateway GATEWAY of a running Toolgate, or --tools FILE for an MCP tools/list result.",
      );
    }
    const world = readWorld("generate", { ...args, engine: undefined });
    if (world.kind !== "tools") throw new CliError("policy generate needs --tools or --gateway.");
    return { from: "tools", world };
  }
  if (tools !== undefined) throw new CliError("policy generate takes one of --gateway and --tools.");
  const { millis } = readWorld("generate", { ...args, engine: gateway });
  const region = args.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? "us-west-2";
  const apply = args.apply !== true ? "no" : args.yes === true ? "yes" : "ask";
  return { from: "gateway", gateway, name, url, region, millis, apply };
}
