import type { InputOf, ValidationException } from "@toolgate/api";
import type { PolicyDefinition, PolicyEngine } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { StoreView } from "../store-port.ts";
import { invalidMember } from "./invalid-member.ts";
import { generatedAsset, requireGeneration } from "./policy-generation.ts";

/**
 * The statement that a policy is written with, and the arm that it came in; what a generation came to is written as Cedar.
 * @throws ResourceNotFoundException when there is no such generation; ValidationException when it has no such policy.
 */
export async function definitionFrom(
  view: StoreView,
  clock: Clock,
  engine: PolicyEngine,
  input: InputOf<"CreatePolicy">["definition"],
): Promise<PolicyDefinition> {
  if ("cedar" in input) return { arm: "cedar", statement: input.cedar.statement };
  if ("policy" in input) return { arm: "policy", statement: input.policy.statement };
  const { policyGenerationId, policyGenerationAssetId } = input.policyGeneration;
  const generation = await requireGeneration(view, clock, engine, policyGenerationId);
  if (generation.status !== "GENERATED") {
    throw refused(
      "policyGenerationId",
      `Policy generation ${policyGenerationId} is ${generation.status}, so it has no policies: wait until it is GENERATED.`,
    );
  }
  const asset = await generatedAsset(view, engine.id, input.policyGeneration);
  if (asset === undefined) {
    throw refused(
      "policyGenerationAssetId",
      `Policy generation ${policyGenerationId} has no asset ${policyGenerationAssetId}: ListPolicyGenerationAssets lists what it has.`,
    );
  }
  if (asset.statement === undefined) {
    throw refused(
      "policyGenerationAssetId",
      `The asset ${policyGenerationAssetId} has no policy, because its text could not be translated: ${asset.findings[0]?.description ?? ""}`,
    );
  }
  return { arm: "cedar", statement: asset.statement };
}

function refused(member: string, message: string): ValidationException {
  return invalidMember(`definition.policyGeneration.${member}`, message);
}
