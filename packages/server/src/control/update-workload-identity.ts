import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller, WorkloadIdentity } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { requireWorkloadIdentity } from "./require-resource.ts";
import { workloadIdentityOutput } from "./workload-identity-output.ts";

/** Without `allowedResourceOauth2ReturnUrls` they stay as they are. @throws ResourceNotFoundException */
export function updateWorkloadIdentity(
  deps: ControlDeps,
  input: InputOf<"UpdateWorkloadIdentity">,
  caller: Caller,
): Promise<OutputOf<"UpdateWorkloadIdentity">> {
  return deps.store.write(async (change) => {
    const identity = await requireWorkloadIdentity(change, caller.place, input.name);
    const updated: WorkloadIdentity = {
      ...identity,
      allowedResourceOauth2ReturnUrls:
        input.allowedResourceOauth2ReturnUrls ?? identity.allowedResourceOauth2ReturnUrls,
      updatedAt: instant(deps.clock),
    };
    await change.put.workloadIdentity(updated);
    return workloadIdentityOutput(updated);
  });
}
