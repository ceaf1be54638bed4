import type { ControlCaller } from "../callers/control-caller.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { CallOptions } from "../connection/settings.ts";
import { InputError } from "../errors/call-errors.ts";
import { ResourceNotFoundException } from "../errors/service-error.ts";
import type { GatewayReference, TargetReference } from "./gateway-types.ts";

/** The id at the end of an ARN; an id stays as it is. */
export function idOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf("/") + 1);
}

/** The id of a gateway. Throws a ResourceNotFoundException for a name that none has, an InputError if nothing is named. */
export async function findGateway(
  call: ControlCaller,
  { gatewayIdentifier, gatewayArn, name }: GatewayReference,
  options: CallOptions | undefined,
): Promise<string> {
  const given = gatewayIdentifier ?? gatewayArn;
  if (given !== undefined) return idOf(given);
  if (name === undefined)
    throw new InputError("No gateway is named; give gatewayIdentifier, gatewayArn or name.");
  const { items } = await listOperation(call, "ListGateways", {}, options, (page) => page.items);
  const found = items.find((gateway) => gateway.name === name);
  if (found !== undefined) return found.gatewayId;
  throw missing("ListGateways", `No gateway has the name ${name}; there is ${namesOf(items)}.`);
}

/** The ids of a target and its gateway; as {@link findGateway}. */
export async function findTarget(
  call: ControlCaller,
  { targetId, targetName, ...gateway }: TargetReference,
  options: CallOptions | undefined,
): Promise<{ readonly gatewayIdentifier: string; readonly targetId: string }> {
  const gatewayIdentifier = await findGateway(call, gateway, options);
  if (targetId !== undefined) return { gatewayIdentifier, targetId };
  if (targetName === undefined) throw new InputError("No target is named; give targetId or targetName.");
  const { items } = await listOperation(
    call,
    "ListGatewayTargets",
    { gatewayIdentifier },
    options,
    (page) => page.items,
  );
  const found = items.find((target) => target.name === targetName);
  if (found !== undefined) return { gatewayIdentifier, targetId: found.targetId };
  throw missing(
    "ListGatewayTargets",
    `The gateway ${gatewayIdentifier} has no target ${targetName}; there is ${namesOf(items)}.`,
  );
}

function missing(operation: string, message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({
    code: "ResourceNotFoundException",
    message,
    status: 404,
    operation,
  });
}

function namesOf(items: readonly { readonly name: string }[]): string {
  const shown = items.slice(0, 10).map(({ name }) => name);
  if (shown.length === 0) return "none";
  return `${shown.join(", ")}${items.length > shown.length ? " and more" : ""}`;
}
