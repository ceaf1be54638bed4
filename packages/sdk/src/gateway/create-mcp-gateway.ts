import type { CallInput } from "../callers/operation-types.ts";
import type { WaitOptions } from "../connection/settle.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import type {
  CognitoClientInfo,
  CreatedMcpGateway,
  CreateMcpGatewayInput,
  Gateway,
  Observability,
} from "./gateway-types.ts";
import { onceRoleIsKnown } from "./once-role-is-known.ts";
import { randomId } from "./random-id.ts";
import { policyEngineDocument } from "./role-documents.ts";

/** {@link GatewayClient.createMcpGateway}. */
export async function createMcpGateway(
  deps: GatewayDeps,
  input: CreateMcpGatewayInput,
  options: WaitOptions,
): Promise<CreatedMcpGateway> {
  const { call, waits, cognito } = deps;
  const { enableSemanticSearch = true, enableObservability = true, ...given } = input;
  const name = given.name ?? `TestGateway${randomId()}`;
  const role = await roleFor(deps, name, given, options);
  const needsAuthorizer =
    given.authorizerConfiguration === undefined && (given.authorizerType ?? "CUSTOM_JWT") === "CUSTOM_JWT";
  const made = needsAuthorizer ? await cognito.createAuthorizer({ gatewayName: name }, options) : undefined;
  const request: CallInput<"CreateGateway"> = {
    protocolType: "MCP",
    authorizerType: "CUSTOM_JWT",
    exceptionLevel: "DEBUG",
    // One token for all attempts, so that none of them makes a second gateway.
    clientToken: globalThis.crypto.randomUUID(),
    ...(enableSemanticSearch ? { protocolConfiguration: { mcp: { searchType: "SEMANTIC" } } } : {}),
    ...(made === undefined ? {} : { authorizerConfiguration: made.authorizerConfiguration }),
    ...present(given),
    name,
    roleArn: role.arn,
  };
  let gateway: Gateway;
  try {
    const create = () => call("CreateGateway", request, options);
    gateway = role.isGiven ? await create() : await onceRoleIsKnown(deps.connection, create, options);
  } catch (error) {
    // Nobody else knows of the pool; what cannot be removed now is no reason to hide why it failed.
    if (made !== undefined) await cognito.remove(made.clientInfo, {}).catch(() => undefined);
    throw error;
  }
  gateway = await waits.gatewayReady(gateway, options);
  const clientInfo: CognitoClientInfo | undefined = made?.clientInfo;
  return {
    ...gateway,
    ...(clientInfo === undefined ? {} : { clientInfo }),
    ...(enableObservability ? { observability: await observed(deps, gateway, options) } : {}),
  };
}

/** The role that was given, or the client's own with what the gateway and its engine need. */
async function roleFor(
  { roles }: GatewayDeps,
  name: string,
  { roleArn, policyEngineConfiguration }: CreateMcpGatewayInput,
  options: WaitOptions,
): Promise<{ readonly arn: string; readonly isGiven: boolean }> {
  if (roleArn !== undefined) return { arn: roleArn, isGiven: true };
  const created = await roles.create(name, options);
  if (policyEngineConfiguration !== undefined) {
    const { arn } = policyEngineConfiguration;
    const document = policyEngineDocument(created.place, `${name.toLowerCase()}-*`, arn);
    await roles.grant(created.roleArn, `AgentCorePolicyEngine-${name}`, document, options);
  }
  return { arn: created.roleArn, isGiven: false };
}

/** The gateway is there, so that what fails here is told and does not undo it. */
async function observed(
  { observability }: GatewayDeps,
  { gatewayId, gatewayArn }: Gateway,
  options: WaitOptions,
): Promise<Observability | { readonly error: Error }> {
  try {
    return await observability.enable({ gatewayId, gatewayArn, logs: true, traces: true }, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

type Present<Input> = { readonly [Member in keyof Input]?: Exclude<Input[Member], undefined> };

/** An input's members that say something. */
function present<Input extends object>(input: Input): Present<Input> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as Present<Input>;
}
