/** Workload identities as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { WorkloadIdentity } from "../model.ts";

/** What CreateWorkloadIdentity answers. */
export function createdWorkloadIdentity(identity: WorkloadIdentity): OutputOf<"CreateWorkloadIdentity"> {
  const { name, arn, allowedResourceOauth2ReturnUrls } = identity;
  return { name, workloadIdentityArn: arn, allowedResourceOauth2ReturnUrls };
}

/** What GetWorkloadIdentity and UpdateWorkloadIdentity answer; its instants are seconds since the epoch. */
export function workloadIdentityOutput(identity: WorkloadIdentity): OutputOf<"GetWorkloadIdentity"> {
  return {
    ...createdWorkloadIdentity(identity),
    createdTime: Date.parse(identity.createdAt) / 1000,
    lastUpdatedTime: Date.parse(identity.updatedAt) / 1000,
  };
}
