import { type InputOf, type OutputOf, workloadIdentityArn } from "@toolgate/api";
import type { Caller, WorkloadIdentity } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { invalidMember } from "./invalid-member.ts";
import { createdWorkloadIdentity } from "./workload-identity-output.ts";

/** @throws ValidationException (AWS's model gives this operation no conflict) when the name is taken. */
export function createWorkloadIdentity(
  deps: ControlDeps,
  input: InputOf<"CreateWorkloadIdentity">,
  caller: Caller,
): Promise<OutputOf<"CreateWorkloadIdentity">> {
  const { place } = caller;
  return deps.store.write(async (change) => {
    if (await change.workloadIdentities.get(place, input.name)) {
      throw invalidMember(
        "name",
        `A workload identity with the same name already exists: ${input.name}. Use that one, or choose another name.`,
        "ResourceConflict",
      );
    }
    const now = instant(deps.clock);
    const identity: WorkloadIdentity = {
      ...place,
      name: input.name,
      arn: workloadIdentityArn(place, input.name),
      allowedResourceOauth2ReturnUrls: input.allowedResourceOauth2ReturnUrls ?? [],
      createdAt: now,
      updatedAt: now,
    };
    await change.put.workloadIdentity(identity);
    await change.put.tags(identity.arn, input.tags ?? {});
    return createdWorkloadIdentity(identity);
  });
}
