/** `toolgate explain`: says why a call was, or would be, allowed or denied; exit code 0 allowed, 1 not. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { jsonObjectText } from "../explain/json-object-text.ts";
import { showExplanation } from "../explain/show-explanation.ts";
import { listArgs, onTerminal } from "../lists/list-options.ts";

export const explainCommand = defineCommand({
  meta: {
    name: "explain",
    description: "Say why a call was allowed or denied, part by part; or what would become of one",
  },
  args: {
    decision: {
      type: "positional",
      required: false,
      description: "A decision's id, as a denial's _meta and toolgate records have it",
    },
    gateway: { type: "string", description: "Id, name or ARN of a gateway", valueHint: "GATEWAY" },
    tool: { type: "string", description: "<Target>___<tool>", valueHint: "TOOL" },
    claims: {
      type: "string",
      description: `The caller's claims as JSON, such as '{"sub": "ann"}', or @ and a file`,
      valueHint: "JSON",
    },
    caller: {
      type: "string",
      description: "ARN of a caller who signs, on a gateway of AWS_IAM",
      valueHint: "ARN",
    },
    arguments: {
      type: "string",
      description:
        "The call's arguments as JSON, or @ and a file; without them, what hangs on them is unknown",
      valueHint: "JSON",
    },
    time: { type: "string", description: "As if it were then: 2026-01-31T12:00:00Z", valueHint: "TIME" },
    json: { type: "boolean", description: "Print JSON" },
    url: listArgs.url,
  },
  async run({ args }): Promise<number> {
    const { decision, gateway, tool, time } = args;
    if (decision === undefined && (gateway === undefined || tool === undefined)) {
      throw new CliError("explain needs a decision's id, or --gateway and --tool.");
    }
    const question = {
      decisionId: decision,
      gatewayIdentifier: gateway,
      tool,
      time,
      caller: args.caller,
      claims: await jsonObjectText("--claims", args.claims),
      arguments: await jsonObjectText("--arguments", args.arguments),
    };
    const width = process.stdout.isTTY === true ? process.stdout.columns : undefined;
    const request = { url: args.url, question, json: args.json === true, width };
    return onTerminal((surroundings) => showExplanation(request, surroundings));
  },
});
