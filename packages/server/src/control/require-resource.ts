/** Looks up what a request names, or says that it is not there. */
import { ResourceNotFoundException } from "@toolgate/api";
import type { Gateway, Place, PolicyEngine, Target, WorkloadIdentity } from "../model.ts";
import type { StoreView } from "../store-port.ts";

/** @throws ResourceNotFoundException when the account has no such engine in the Region. */
export async function requireEngine(view: StoreView, place: Place, id: string): Promise<PolicyEngine> {
  return (await view.engines.get(place, id)) ?? missing("Policy engine", id, `in ${where(place)}`);
}

/** @throws ResourceNotFoundException when the account has no such gateway in the Region. */
export async function requireGateway(view: StoreView, place: Place, id: string): Promise<Gateway> {
  return (await view.gateways.get(place, id)) ?? missing("Gateway", id, `in ${where(place)}`);
}

/** @throws ResourceNotFoundException when the gateway has no such target. */
export async function requireTarget(view: StoreView, gateway: Gateway, id: string): Promise<Target> {
  return (await view.targets.get(gateway.id, id)) ?? missing("Target", id, `on gateway ${gateway.id}`);
}

/** @throws ResourceNotFoundException when the account has no such workload identity in the Region. */
export async function requireWorkloadIdentity(
  view: StoreView,
  place: Place,
  name: string,
): Promise<WorkloadIdentity> {
  const found = await view.workloadIdentities.get(place, name);
  return found ?? missing("Workload identity", name, `in ${where(place)}`);
}

function where({ accountId, region }: Place): string {
  return `account ${accountId}, Region ${region}`;
}

function missing(kind: string, id: string, place: string): never {
  throw new ResourceNotFoundException(
    `${kind} with ID ${id} does not exist ${place}: check the id, and that the request is signed for the right Region.`,
  );
}
