/** What the verbs that ask about policies have in common on the command line. */
import { CliError } from "../cli-error.ts";
import { listArgs } from "../lists/list-options.ts";
import type { World } from "./world.ts";

/** Options of every such verb. */
export const policyArgs = {
  tools: {
    type: "string",
    description: "A file with an MCP tools/list result, its tools named <Target>___<tool>",
    valueHint: "FILE",
  },
  engine: {
    type: "string",
    description: "Ask about the tools and policies of this policy engine of a running Toolgate",
    valueHint: "ID",
  },
  "strict-aws": {
    type: "boolean",
    description: "With --tools: as AWS checks it, for IAM callers too",
  },
  anonymous: {
    type: "boolean",
    description: "With --tools: callers bring no token (authorizerType NONE)",
  },
  timeout: {
    type: "string",
    default: "120",
    description: "Seconds for all questions together; what is not answered by then is unknown",
    valueHint: "SECONDS",
  },
  json: { type: "boolean", description: "Print JSON" },
  url: listArgs.url,
} as const;

/** What citty reads of them. */
interface PolicyArgs {
  readonly tools?: string | undefined;
  readonly engine?: string | undefined;
  readonly "strict-aws"?: boolean | undefined;
  readonly anonymous?: boolean | undefined;
  readonly timeout: string;
  readonly url: string;
}

/** @throws CliError when the options do not say what is asked about, or say it twice. */
export function readWorld(verb: string, args: PolicyArgs): World {
  const { tools, engine, url } = args;
  const strictAws = args["strict-aws"] === true;
  const anonymous = args.anonymous === true;
  const millis = 1_000 * secondsOf(args.timeout);
  if (tools !== undefined && engine === undefined)
    return { kind: "tools", file: tools, strictAws, anonymous, millis };
  if (tools === undefined && engine !== undefined) {
    if (!strictAws && !anonymous) return { kind: "engine", engine, url, millis };
    throw new CliError(
      `policy ${verb}: ${strictAws ? "--strict-aws" : "--anonymous"} goes with --tools; an engine's gateways say it themselves.`,
    );
  }
  const wanted = tools === undefined ? "is missing" : "is there twice";
  throw new CliError(
    `policy ${verb}: what to ask about ${wanted}: --tools FILE for an MCP tools/list result, or --engine ID for a running Toolgate.`,
  );
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3_600) return seconds;
  throw new CliError(`--timeout ${text}: it is a whole number of seconds from 1 to 3600.`);
}
