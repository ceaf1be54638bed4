import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { union } from "../constraints/union.ts";
import { clientToken, paging, resourceId, resourceName } from "./common.ts";

/** StartPolicyGeneration. */
export const startPolicyGeneration = structure({
  policyEngineId: resourceId,
  resource: union({ arn: text({ min: 20, max: 1011 }) }),
  content: union({ rawText: text({ min: 1, max: 2000 }) }),
  name: resourceName,
  clientToken: clientToken.optional(),
});

/** GetPolicyGeneration and GetPolicyGenerationSummary. */
export const policyGenerationById = structure({ policyEngineId: resourceId, policyGenerationId: resourceId });

/** ListPolicyGenerations and ListPolicyGenerationSummaries. */
export const listPolicyGenerations = structure({ policyEngineId: resourceId, ...paging(100) });

/** ListPolicyGenerationAssets. */
export const listPolicyGenerationAssets = structure({
  policyEngineId: resourceId,
  policyGenerationId: resourceId,
  ...paging(100),
});
