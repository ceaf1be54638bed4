import { ConflictException, type InputOf, type OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { requireWorkloadIdentity } from "./require-resource.ts";

/** @throws ResourceNotFoundException; ConflictException when a gateway brought it. */
export function deleteWorkloadIdentity(
  deps: ControlDeps,
  input: InputOf<"DeleteWorkloadIdentity">,
  caller: Caller,
): Promise<OutputOf<"DeleteWorkloadIdentity">> {
  return deps.store.write(async (change) => {
    const identity = await requireWorkloadIdentity(change, caller.place, input.name);
    if (identity.gatewayId !== undefined) {
      throw new ConflictException(
        `Workload identity ${identity.name} belongs to gateway ${identity.gatewayId} and goes with it: delete the gateway instead.`,
      );
    }
    await change.remove.tags(identity.arn);
    await change.remove.workloadIdentity(caller.place, identity.name);
    return {};
  });
}
