/** `toolgate gateway create`: makes a gateway by AWS's API, and its role by IAM's. */
import { defineCommand } from "citty";
import { CliError } from "../cli-error.ts";
import type { NewGateway } from "../gateway/create-gateway.ts";
import { showNewGateway } from "../gateway/show-new-gateway.ts";
import { listArgs } from "../lists/list-options.ts";

export const gatewayCreateCommand = defineCommand({
  meta: { name: "create", description: "Create a gateway; with --with-role, its role too" },
  args: {
    name: { type: "string", description: "Name of the gateway", valueHint: "NAME" },
    "with-role": {
      type: "boolean",
      description: "Create the role with what AWS's console grants: policies, Lambda targets",
    },
    role: { type: "string", description: "ARN of a role that is there", valueHint: "ARN" },
    engine: { type: "string", description: "Id, name or ARN of a policy engine", valueHint: "ENGINE" },
    mode: { type: "string", description: "ENFORCE or LOG_ONLY (ENFORCE)", valueHint: "MODE" },
    lambda: {
      type: "string",
      description: "With --with-role: the function that the role may invoke (all of account and Region)",
      valueHint: "ARN",
    },
    "discovery-url": {
      type: "string",
      description: "OpenID Connect discovery document of who issues the callers' tokens",
      valueHint: "URL",
    },
    idp: { type: "boolean", description: "Tokens of the identity provider that is built in" },
    audience: { type: "string", description: "Audience that tokens must name", valueHint: "AUDIENCE" },
    client: { type: "string", description: "Client that tokens must be issued to", valueHint: "CLIENT" },
    region: { type: "string", description: "Region (us-west-2, or AWS_REGION)", valueHint: "REGION" },
    json: { type: "boolean", description: "Print JSON" },
    url: listArgs.url,
  },
  async run({ args }): Promise<number> {
    const { name, engine, role, lambda, audience, client, url } = args;
    if (name === undefined) throw new CliError("gateway create needs --name.");
    const wanted: NewGateway = {
      name,
      engine,
      mode: modeOf(args.mode, engine),
      role: roleOf(args["with-role"] === true, role, lambda),
      discoveryUrl: discoveryUrlOf(args["discovery-url"], args.idp === true, url),
      audience,
      client,
    };
    const region = args.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? "us-west-2";
    const write = (line: string) => void process.stdout.write(`${line}\n`);
    return showNewGateway({ url, region, json: args.json === true }, wanted, write);
  },
});

function modeOf(mode: string | undefined, engine: string | undefined): NewGateway["mode"] {
  if (mode !== undefined && engine === undefined)
    throw new CliError("--mode is of a policy engine: add --engine.");
  const read = mode?.toUpperCase() ?? "ENFORCE";
  if (read === "ENFORCE" || read === "LOG_ONLY") return read;
  throw new CliError(`--mode ${mode}: it is ENFORCE or LOG_ONLY.`);
}

function roleOf(
  withRole: boolean,
  arn: string | undefined,
  lambdaArn: string | undefined,
): NewGateway["role"] {
  if (withRole === (arn !== undefined)) {
    throw new CliError(
      "gateway create needs one of --with-role, which creates a role, and --role ARN, of one that is there.",
    );
  }
  if (arn !== undefined && lambdaArn !== undefined) {
    throw new CliError(
      "--lambda is what a new role may invoke: leave it out, or give --with-role instead of --role.",
    );
  }
  return arn === undefined ? { kind: "new", lambdaArn } : { kind: "existing", arn };
}

function discoveryUrlOf(given: string | undefined, idp: boolean, url: string): string {
  if (idp === (given !== undefined)) {
    throw new CliError(
      "gateway create needs one of --discovery-url, of who issues the callers' tokens, and --idp, for toolgate serve --idp.",
    );
  }
  return given ?? new URL("/idp/.well-known/openid-configuration", url).href;
}
