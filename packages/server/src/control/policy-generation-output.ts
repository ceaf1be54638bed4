/** Generations as AWS's wire spells them. */
import type { OutputOf } from "@toolgate/api";
import type { GenerationAsset, PolicyGeneration } from "./policy-generation.ts";

/** AWS's PolicyGenerationSummary. */
export function policyGenerationSummary(
  generation: PolicyGeneration,
): OutputOf<"GetPolicyGenerationSummary"> {
  const { findings } = generation;
  return {
    policyEngineId: generation.engineId,
    policyGenerationId: generation.id,
    name: generation.name,
    policyGenerationArn: generation.arn,
    resource: { arn: generation.gatewayArn },
    createdAt: generation.createdAt,
    updatedAt: generation.updatedAt,
    status: generation.status,
    ...(findings === undefined ? {} : { findings }),
  };
}

/** AWS's PolicyGeneration. */
export function policyGenerationOutput(generation: PolicyGeneration): OutputOf<"GetPolicyGeneration"> {
  return { ...policyGenerationSummary(generation), statusReasons: generation.statusReasons };
}

type AssetOutput = OutputOf<"ListPolicyGenerationAssets">["policyGenerationAssets"][number];

/** AWS's PolicyGenerationAsset. */
export function generationAssetOutput({
  id,
  statement,
  rawTextFragment,
  findings,
}: GenerationAsset): AssetOutput {
  return {
    policyGenerationAssetId: id,
    ...(statement === undefined ? {} : { definition: { cedar: { statement } } }),
    rawTextFragment,
    findings,
  };
}
