import { notActedOn } from "../constraints/not-acted-on.ts";
import { structure } from "../constraints/structure.ts";
import {
  clientToken,
  description,
  paging,
  resourceId,
  resourceName,
  tagMap,
  updatedDescription,
} from "./common.ts";

/** CreatePolicyEngine. */
export const createPolicyEngine = structure({
  name: resourceName,
  description: description.optional(),
  clientToken: clientToken.optional(),
  encryptionKeyArn: notActedOn(),
  tags: tagMap.optional(),
});

/** GetPolicyEngine, GetPolicyEngineSummary and DeletePolicyEngine. */
export const policyEngineById = structure({ policyEngineId: resourceId });

/** UpdatePolicyEngine. */
export const updatePolicyEngine = structure({
  policyEngineId: resourceId,
  description: updatedDescription.optional(),
});

/** ListPolicyEngines and ListPolicyEngineSummaries. */
export const listPolicyEngines = structure(paging(100));
