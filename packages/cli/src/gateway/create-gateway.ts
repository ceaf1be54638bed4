/** Makes a gateway as a person would with AWS's tools: look the engine up, make the role, make the gateway. */
import { CliError } from "../cli-error.ts";
import { type AwsClients, calling } from "./aws-clients.ts";
import { createRole, removeRole } from "./create-role.ts";
import { findEngine } from "./find-engine.ts";

export interface NewGateway {
  readonly name: string;
  /** Id, name or ARN. */
  readonly engine: string | undefined;
  readonly mode: "ENFORCE" | "LOG_ONLY";
  readonly role:
    | { readonly kind: "existing"; readonly arn: string }
    | { readonly kind: "new"; readonly lambdaArn: string | undefined };
  readonly discoveryUrl: string;
  readonly audience: string | undefined;
  readonly client: string | undefined;
}

export interface CreatedGateway {
  readonly gatewayId: string;
  readonly gatewayArn: string;
  readonly gatewayUrl: string;
  readonly roleArn: string;
  readonly engineArn: string | undefined;
  readonly mode: "ENFORCE" | "LOG_ONLY" | undefined;
  readonly statusReasons: readonly string[];
}

/**
 * A role that was made is removed again when the gateway cannot be.
 * @throws CliError naming the call that failed, and how.
 */
export async function createGateway(
  clients: AwsClients,
  { url, region }: { readonly url: string; readonly region: string },
  wanted: NewGateway,
): Promise<CreatedGateway> {
  const { agentcore, control } = clients;
  const { name, engine, mode, role } = wanted;
  const engineArn = engine === undefined ? undefined : await findEngine(clients, url, engine);
  const made =
    role.kind === "new"
      ? await createRole(clients, url, { region, gatewayName: name, engineArn, lambdaArn: role.lambdaArn })
      : undefined;
  const roleArn = made?.arn ?? (role.kind === "existing" ? role.arn : "");
  const command = new agentcore.CreateGatewayCommand({
    name,
    roleArn,
    protocolType: "MCP",
    authorizerType: "CUSTOM_JWT",
    authorizerConfiguration: {
      customJWTAuthorizer: {
        discoveryUrl: wanted.discoveryUrl,
        ...(wanted.audience === undefined ? {} : { allowedAudience: [wanted.audience] }),
        ...(wanted.client === undefined ? {} : { allowedClients: [wanted.client] }),
      },
    },
    ...(engineArn === undefined ? {} : { policyEngineConfiguration: { arn: engineArn, mode } }),
  });
  try {
    const gateway = await calling(url, "CreateGateway", () => control.send(command));
    return {
      gatewayId: gateway.gatewayId ?? "",
      gatewayArn: gateway.gatewayArn ?? "",
      gatewayUrl: gateway.gatewayUrl ?? "",
      roleArn,
      engineArn,
      mode: engineArn === undefined ? undefined : mode,
      statusReasons: gateway.statusReasons ?? [],
    };
  } catch (error) {
    if (made !== undefined) await undo(clients, url, made.name, error);
    throw error;
  }
}

async function undo(clients: AwsClients, url: string, roleName: string, cause: unknown): Promise<void> {
  try {
    await removeRole(clients, url, roleName);
  } catch (error) {
    const why = [cause, error].map((one) => (one instanceof Error ? one.message : String(one)));
    throw new CliError(`${why[0]}\nThe role ${roleName} was made and could not be removed: ${why[1]}`, {
      cause,
    });
  }
}
