import { enumeration } from "../constraints/enumeration.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { union } from "../constraints/union.ts";
import { clientToken, description, paging, resourceId, resourceName, updatedDescription } from "./common.ts";

const statement = structure({ statement: text({ min: 35, max: 10_000 }) });

const policyGeneration = structure({ policyGenerationId: resourceId, policyGenerationAssetId: resourceId });

const policyDefinition = union({ cedar: statement, policy: statement, policyGeneration });

const modes = {
  validationMode: enumeration(["FAIL_ON_ANY_FINDINGS", "IGNORE_ALL_FINDINGS"]).optional(),
  enforcementMode: enumeration(["ACTIVE", "LOG_ONLY"]).optional(),
};

/** CreatePolicy. */
export const createPolicy = structure({
  policyEngineId: resourceId,
  name: resourceName,
  definition: policyDefinition,
  description: description.optional(),
  ...modes,
  clientToken: clientToken.optional(),
});

/** GetPolicy, GetPolicySummary and DeletePolicy. */
export const policyById = structure({ policyEngineId: resourceId, policyId: resourceId });

/** UpdatePolicy; what is absent stays as it is. */
export const updatePolicy = structure({
  policyEngineId: resourceId,
  policyId: resourceId,
  description: updatedDescription.optional(),
  definition: policyDefinition.optional(),
  ...modes,
});

/** ListPolicies and ListPolicySummaries. */
export const listPolicies = structure({
  policyEngineId: resourceId,
  ...paging(100),
  targetResourceScope: text({ min: 20, max: 1011 }).optional(),
});
