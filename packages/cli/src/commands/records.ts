/** `toolgate records`: shows what was decided, for whom and why. */
import { setTimeout as sleep } from "node:timers/promises";
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { showRecords } from "../records/show-records.ts";

const followEveryMillis = 1_000;

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
    limit: { type: "string", default: "20", description: "The newest so many, up to 1000", valueHint: "N" },
    follow: { type: "boolean", description: "Go on with new decisions as they are made" },
    json: { type: "boolean", description: "Print JSON lines" },
    url: {
      type: "string",
      default: process.env.TOOLGATE_URL ?? "http://127.0.0.1:4100",
      description: "Address of the control plane",
    },
  },
  async run({ args }): Promise<number> {
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    // A reader that has seen enough (head, less) is no error.
    process.stdout.on("error", stop);
    try {
      return await showRecords(
        {
          url: args.url,
          query: {
            gatewayId: args.gateway,
            decision: readDecision(args.decision),
            decisionId: args.id,
            limit: readLimit(args.limit),
          },
          follow: args.follow === true,
          json: args.json === true,
        },
        {
          fetch,
          print: (line) => process.stdout.write(`${line}\n`),
          note: (line) => process.stderr.write(`${line}\n`),
          colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "",
          signal: stopping.signal,
          pause: (signal) => sleep(followEveryMillis, undefined, { signal }).catch(() => {}),
        },
      );
    } finally {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    }
  },
});

function readDecision(text: string | undefined): string | undefined {
  const decision = text?.toUpperCase();
  if (decision === undefined || ["ALLOW", "DENY", "ERROR"].includes(decision)) return decision;
  throw new CliError(`--decision ${text}: it is one of ALLOW, DENY and ERROR.`);
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1_000) return limit;
  throw new CliError(`--limit ${text}: it is a whole number from 1 to 1000.`);
}
