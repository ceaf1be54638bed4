/** `toolgate serve`: starts the gateway and its control plane, and stops them on SIGTERM or SIGINT. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, createLog, readConfig, startToolgate } from "@toolgate/server";
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import { tuneMemory } from "../tune-memory.ts";

const defaultFile = "toolgate.yaml";

export const serveCommand = defineCommand({
  meta: { name: "serve", description: "Start the gateway and its control plane" },
  args: {
    port: { type: "string", description: "Port (4100)", valueHint: "PORT" },
    host: {
      type: "string",
      description: "Address (127.0.0.1); off loopback only MCP is served there",
      valueHint: "ADDRESS",
    },
    "control-port": {
      type: "string",
      valueHint: "PORT",
      description: "Port of the control plane when --host or --control-host is not loopback",
    },
    "control-host": {
      type: "string",
      description: "Address of the control plane (127.0.0.1); off loopback only with access keys",
      valueHint: "ADDRESS",
    },
    data: { type: "string", description: "Data folder (.toolgate)", valueHint: "FOLDER" },
    config: {
      type: "string",
      description: `Configuration file (${defaultFile} where there is one)`,
      valueHint: "FILE",
    },
    "public-url": {
      type: "string",
      description: "Base of the addresses in answers, behind a proxy",
      valueHint: "URL",
    },
    "allow-origin": {
      type: "string",
      description: "Origin of web pages with an MCP client in them; may be given again",
      valueHint: "ORIGIN",
    },
    account: { type: "string", valueHint: "ID", description: "AWS account id in ARNs (123456789012)" },
    region: {
      type: "string",
      valueHint: "REGION",
      description: "Region of callers that name none (us-west-2)",
    },
    "unknown-roles": {
      type: "string",
      valueHint: "trust|refuse",
      description: "Role ARNs that Toolgate has never heard of: trust or refuse (trust on loopback alone)",
    },
    "role-preflight": {
      type: "string",
      valueHint: "reject|warn",
      description:
        "A policy engine that the gateway's role may not ask: reject, or warn and attach it (reject)",
    },
    "allow-uploaded-code": {
      type: "boolean",
      description: "Take functions by Lambda's API off loopback too; who uploads one runs programs here",
    },
    idp: { type: "boolean", description: "Mount the built-in identity provider at /idp" },
    "strict-aws": { type: "boolean", description: "Answer as AWS does wherever Toolgate would be kinder" },
    "shadow-check": {
      type: "string",
      valueHint: "SHARE",
      description: "Share of decisions that Cedar itself is asked about too (0.001)",
    },
    "analysis-time-limit": {
      type: "string",
      description: "Seconds that the proofs of one change of policies may take (10)",
      valueHint: "SECONDS",
    },
    solver: {
      type: "string",
      description: "A z3 or cvc5 of the machine instead of the built-in one",
      valueHint: "COMMAND",
    },
    "records-file": {
      type: "string",
      valueHint: "FILE",
      description: "Where decisions go as JSON lines; - is standard output",
    },
    "telemetry-files": {
      type: "boolean",
      description: "Write log records and spans as JSON lines into the data folder",
    },
    "otlp-endpoint": {
      type: "string",
      description: "OpenTelemetry collector that gets log records and spans",
      valueHint: "URL",
    },
    "log-level": {
      type: "string",
      valueHint: "LEVEL",
      description: "fatal, error, warn, info, debug or silent (info)",
    },
    "denial-shape": {
      type: "string",
      valueHint: "result|error",
      description: "A denied call as a result with isError (result) or a JSON-RPC error (error)",
    },
    "denial-wording": {
      type: "string",
      valueHint: "2025-12|2026",
      description: "The sentence of a default denial: 2025-12 or 2026",
    },
    "database-url": { type: "string", valueHint: "URL", description: "Not built yet: PostgreSQL" },
  },
  async run({ args, rawArgs }): Promise<number> {
    const config = readServeConfig(args, rawArgs);
    tuneMemory();
    // Listening from here on: whoever reads the line below may end this process at once.
    const stopped = stopSignal();
    const toolgate = await startToolgate(config, createLog(config.logLevel));
    process.stdout.write(`toolgate listening on ${toolgate.url}\n`);
    if (toolgate.controlUrl !== toolgate.url)
      process.stdout.write(`control plane on ${toolgate.controlUrl}\n`);
    if (toolgate.issuer !== undefined) process.stdout.write(`identity provider on ${toolgate.issuer}\n`);
    await stopped;
    await toolgate.close();
    return 0;
  },
});

function readServeConfig(args: Readonly<Record<string, unknown>>, rawArgs: readonly string[]): Config {
  if (args["database-url"] !== undefined) {
    throw new CliError(
      "--database-url: PostgreSQL is not built yet; leave it out to use the embedded database in --data.",
    );
  }
  const named = typeof args.config === "string" ? args.config : process.env.TOOLGATE_CONFIG;
  const file = named ?? (existsSync(defaultFile) ? defaultFile : undefined);
  const allowOrigin = everyValue(rawArgs, "allow-origin");
  const flags = allowOrigin === undefined ? args : Object.assign(args, { allowOrigin });
  return readConfig({ flags, environment: process.env, file });
}

/** All that an option was given; citty keeps the last. */
function everyValue(rawArgs: readonly string[], option: string): readonly unknown[] | undefined {
  const options = { [option]: { type: "string", multiple: true } } as const;
  return parseArgs({ args: [...rawArgs], options, strict: false }).values[option];
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
