import {
  ConflictException,
  gatewayArn,
  type InputOf,
  type OutputOf,
  workloadIdentityArn,
} from "@toolgate/api";
import type { Caller, Gateway, Place } from "../model.ts";
import { type RoleStanding, roleStanding } from "../roles/role-standing.ts";
import type { StoreChange, StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { gatewayId } from "./gateway-id.ts";
import { gatewayMembers } from "./gateway-members.ts";
import { gatewayOutput } from "./gateway-output.ts";
import { once } from "./idempotency.ts";
import { instant } from "./instant.ts";

/**
 * CreateGateway: READY at once, with a workload identity of its own; policies that waited for it are settled.
 * @throws ConflictException when the name is taken; ValidationException when what it refers to cannot be used.
 */
export async function createGateway(
  deps: ControlDeps,
  input: InputOf<"CreateGateway">,
  caller: Caller,
): Promise<OutputOf<"CreateGateway">> {
  const standing = await roleStanding(deps, input.roleArn);
  const answer = await deps.store.write((change) =>
    once(change, caller, "CreateGateway", input, deps.clock, () =>
      create(deps, change, input, caller.place, standing),
    ),
  );
  await deps.onChange();
  return answer;
}

async function create(
  deps: ControlDeps,
  change: StoreChange,
  input: InputOf<"CreateGateway">,
  place: Place,
  standing: RoleStanding,
): Promise<OutputOf<"CreateGateway">> {
  const id = gatewayId(place, input.name);
  const arn = gatewayArn(place, id);
  await refuseTakenName(change, place, input.name, id);
  const now = instant(deps.clock);
  const gateway: Gateway = {
    ...place,
    id,
    arn,
    name: input.name,
    ...(await gatewayMembers(deps, change, { place, id, arn, standing }, input)),
    workloadIdentityArn: workloadIdentityArn(place, id),
    status: "READY",
    createdAt: now,
    updatedAt: now,
  };
  await change.put.gateway(gateway);
  await change.put.workloadIdentity({
    ...place,
    name: id,
    arn: gateway.workloadIdentityArn,
    allowedResourceOauth2ReturnUrls: [],
    gatewayId: id,
    createdAt: now,
    updatedAt: now,
  });
  await change.put.tags(gateway.arn, input.tags ?? {});
  await deps.settle(deps, change, place);
  return gatewayOutput(deps, change, gateway, standing);
}

/** A name that is also an id would make `gateway/<name>` in a policy mean two gateways. */
async function refuseTakenName(view: StoreView, place: Place, name: string, id: string): Promise<void> {
  const namesake = await view.gateways.byName(place, name);
  if (namesake) {
    throw new ConflictException(
      `A gateway with the same name already exists: ${namesake.name} (${namesake.id}). ` +
        "Names are unique without regard to case: use that one, delete it, or choose another name.",
    );
  }
  const withId = await view.gateways.get(place, name.toLowerCase());
  if (withId) {
    throw new ConflictException(
      `The name ${name} is the id of the gateway ${withId.name}, so policies could mean either: choose another name.`,
    );
  }
  const named = await view.gateways.byName(place, id);
  if (named) {
    throw new ConflictException(
      `The gateway would get the id ${id}, which is the name of the gateway ${named.id}: choose another name.`,
    );
  }
  if (await view.workloadIdentities.get(place, id)) {
    throw new ConflictException(
      `The gateway would bring the workload identity ${id}, which already exists: delete it first, or choose another name.`,
    );
  }
}
