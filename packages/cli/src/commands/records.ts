/** `toolgate records`: shows what was decided, for whom and why. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { listArgs, onTerminal, readLimit } from "../lists/list-options.ts";
import { showRecords } from "../records/show-records.ts";
import { showTrace } from "../trace/show-trace.ts";

export const recordsCommand = defineCommand({
  meta: {
    name: "records",
    description: "Show and follow decisions: who asked for what, and why it was allowed or denied",
  },
  args: {
    gateway: { type: "string", description: "Only of this gateway", valueHint: "ID" },
    decision: { type: "string", description: "Only ALLOW, DENY or ERROR" },
    id: {
      type: "string",
      description: "Only the decision with this id; exit code 1 when there is none",
      valueHint: "DECISION",
    },
    trace: {
      type: "string",
      description:
        "All of one call, as bars with every attribute: by the id of its trace, request or decision",
      valueHint: "ID",
    },
    follow: { type: "boolean", description: "Go on with new decisions as they are made" },
    ...listArgs,
  },
  run({ args }): Promise<number> {
    const { trace: id } = args;
    if (id !== undefined) {
      const other = ["gateway", "decision", "id", "follow"].find(
        (name) => Reflect.get(args, name) !== undefined,
      );
      if (other !== undefined) throw new CliError(`--trace shows one call; leave out --${other}.`);
      const asked = { url: args.url, id, json: args.json === true };
      return onTerminal((surroundings) => showTrace(asked, surroundings));
    }
    const query = {
      gatewayId: args.gateway,
      decision: readDecision(args.decision),
      decisionId: args.id,
      limit: readLimit(args.limit),
    };
    const request = { url: args.url, query, follow: args.follow === true, json: args.json === true };
    return onTerminal((surroundings) => showRecords(request, surroundings));
  },
});

function readDecision(text: string | undefined): string | undefined {
  const decision = text?.toUpperCase();
  if (decision === undefined || ["ALLOW", "DENY", "ERROR"].includes(decision)) return decision;
  throw new CliError(`--decision ${text}: it is one of ALLOW, DENY and ERROR.`);
}
