/** `toolgate policy who-can`: who can call a tool, or what a caller can call; exit code 0 when somebody can, 1 not. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { jsonObjectText } from "../explain/json-object-text.ts";
import { policyArgs, readWorld } from "../policy/policy-options.ts";
import { onPolicyTerminal } from "../policy/policy-surroundings.ts";
import { readSources } from "../policy/read-sources.ts";
import { showWhoCan } from "../policy/show-who-can.ts";

export const policyWhoCanCommand = defineCommand({
  meta: {
    name: "who-can",
    description: "Say which claims and arguments allow a tool, with an example; or what one caller can call",
  },
  args: {
    tool: {
      type: "positional",
      required: false,
      description: "<Target>___<tool>; with --principal, all tools unless given",
      valueHint: "TOOL",
    },
    principal: {
      type: "string",
      description: `A caller's claims as JSON, such as '{"sub": "ann"}', or @ and a file`,
      valueHint: "JSON",
    },
    policies: {
      type: "string",
      description: "A folder of .cedar files, or one; with --engine alone, the engine's own policies",
      valueHint: "DIR",
    },
    ...policyArgs,
  },
  async run({ args }): Promise<number> {
    const { tool, policies } = args;
    const world = readWorld("who-can", args);
    const claims = await jsonObjectText("--principal", args.principal);
    if (tool === undefined && claims === undefined) {
      throw new CliError("policy who-can needs a tool, or a caller with --principal.");
    }
    if (policies === undefined && world.kind === "tools") {
      throw new CliError("policy who-can needs --policies, the folder of the policies.");
    }
    const request = {
      world,
      sources: policies === undefined ? undefined : await readSources(policies),
      question: { tool, claims: claims === undefined ? undefined : readClaims(claims) },
      json: args.json === true,
    };
    return onPolicyTerminal((surroundings) => showWhoCan(request, surroundings));
  },
});

function readClaims(text: string): Readonly<Record<string, unknown>> {
  const claims: Readonly<Record<string, unknown>> = JSON.parse(text);
  return claims;
}
