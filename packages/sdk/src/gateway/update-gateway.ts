import type { CallInput } from "../callers/operation-types.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { idOf } from "./find-gateway.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import { placeOf } from "./gateway-place.ts";
import { isOwnRole } from "./gateway-role.ts";
import type { Gateway, UpdateGatewayInput } from "./gateway-types.ts";
import { onceRoleIsKnown } from "./once-role-is-known.ts";
import { policyEngineDocument } from "./role-documents.ts";

/** What UpdateGateway takes; it is a PUT, so that what is not sent again is gone. Source: AgentCore control API, UpdateGateway. */
const members = [
  "name",
  "roleArn",
  "authorizerType",
  "authorizerConfiguration",
  "description",
  "protocolType",
  "protocolConfiguration",
  "policyEngineConfiguration",
  "exceptionLevel",
  "kmsKeyArn",
  "interceptorConfigurations",
  "customTransformConfiguration",
  "wafConfiguration",
] as const;

/** {@link GatewayClient.updateGateway}. */
export async function updateGateway(
  deps: GatewayDeps,
  { gatewayIdentifier: idOrArn, ...changes }: UpdateGatewayInput,
  options: WaitOptions,
): Promise<Gateway> {
  const { call, waits } = deps;
  const gatewayIdentifier = idOf(idOrArn);
  const stored = await call("GetGateway", { gatewayIdentifier }, options);
  const merged: Readonly<Record<string, unknown>> = { ...stored, ...present(changes) };
  const sent = members.map((member) => [member, merged[member] ?? undefined] as const);
  const request = { gatewayIdentifier, ...Object.fromEntries(sent) } as CallInput<"UpdateGateway">;
  const isGranted = await mayAskEngine(deps, stored, request, options);
  const update = () => call("UpdateGateway", request, options);
  const updated = isGranted ? await onceRoleIsKnown(deps.connection, update, options) : await update();
  return waits.gatewayReady(updated, options);
}

/** A role that the client made is allowed to ask an engine before it is attached, and true returned; other roles are their owners'. */
async function mayAskEngine(
  { roles }: GatewayDeps,
  { name, gatewayId, gatewayArn, policyEngineConfiguration: before }: Gateway,
  { roleArn, policyEngineConfiguration: after }: CallInput<"UpdateGateway">,
  options: WaitOptions,
): Promise<boolean> {
  const place = placeOf(gatewayArn);
  if (after === undefined || after.arn === before?.arn || !isOwnRole(roleArn) || place === undefined)
    return false;
  const document = policyEngineDocument(place, gatewayId, after.arn);
  await roles.grant(roleArn, `AgentCorePolicyEngine-${name}`, document, options);
  return true;
}

function present(changes: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
