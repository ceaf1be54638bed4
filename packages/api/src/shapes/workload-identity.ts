import { list } from "../constraints/list.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { paging, tagMap } from "./common.ts";

const name = text({ min: 3, max: 255, pattern: "[A-Za-z0-9_.-]+" });
const allowedResourceOauth2ReturnUrls = list(text({ min: 1, max: 2048 })).optional();

/** CreateWorkloadIdentity. */
export const createWorkloadIdentity = structure({
  name,
  allowedResourceOauth2ReturnUrls,
  tags: tagMap.optional(),
});

/** GetWorkloadIdentity and DeleteWorkloadIdentity. */
export const workloadIdentityByName = structure({ name });

/** UpdateWorkloadIdentity. */
export const updateWorkloadIdentity = structure({ name, allowedResourceOauth2ReturnUrls });

/** ListWorkloadIdentities. */
export const listWorkloadIdentities = structure(paging(20));
