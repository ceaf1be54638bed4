import { CliError } from "../cli-error.ts";
import { type AwsClients, calling } from "../gateway/aws-clients.ts";
import { type GenerationPlace, isValid, type ShownFragment } from "./generated-policies.ts";

export interface AppliedPolicy {
  readonly policyId: string;
  readonly name: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
}

/**
 * Creates a policy of each asset that is VALID; the server checks it again.
 * @throws CliError naming the call that failed.
 */
export async function applyGenerated(
  { agentcore, control }: AwsClients,
  url: string,
  { policyEngineId, policyGenerationId }: GenerationPlace,
  fragments: readonly ShownFragment[],
): Promise<readonly AppliedPolicy[]> {
  const applied: AppliedPolicy[] = [];
  // the same generation gives the same names, and no other one does
  const base = policyGenerationId.replaceAll("-", "_").slice(-36);
  for (const [at, fragment] of fragments.entries()) {
    const policyGenerationAssetId = fragment.assetId;
    if (!isValid(fragment) || policyGenerationAssetId === undefined) continue;
    const name = `p_${base}_${at + 1}`;
    const definition = { policyGeneration: { policyGenerationId, policyGenerationAssetId } };
    const description = fragment.rawTextFragment;
    const policy = await calling(url, "CreatePolicy", () =>
      control.send(new agentcore.CreatePolicyCommand({ policyEngineId, name, definition, description })),
    );
    const { policyId, status, statusReasons = [] } = policy;
    if (policyId === undefined || status === undefined) {
      throw new CliError(`${url} answered CreatePolicy without a policy; is it Toolgate?`);
    }
    applied.push({ policyId, name, status, statusReasons });
  }
  return applied;
}
