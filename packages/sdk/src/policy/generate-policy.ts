import type { ControlCaller } from "../callers/control-caller.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { Connection } from "../connection/settings.ts";
import { settle, type WaitOptions } from "../connection/settle.ts";
import { PolicyGenerationFailedError } from "../errors/resource-failed.ts";
import type { GeneratedPolicies, GeneratePolicyInput } from "./policy-types.ts";

/** {@link PolicyClient.generatePolicy}. */
export async function generatePolicy(
  call: ControlCaller,
  connection: Connection,
  { fetchAssets = false, ...input }: GeneratePolicyInput,
  options: WaitOptions,
): Promise<GeneratedPolicies> {
  const first = await call("StartPolicyGeneration", input, options);
  if (options.wait === false) return first;
  const { policyEngineId, policyGenerationId } = first;
  const what = `policy generation ${first.name} (${policyGenerationId})`;
  const generation = await settle(
    {
      what,
      first,
      read: () => call("GetPolicyGeneration", { policyEngineId, policyGenerationId }, options),
      isPending: ({ status }) => status === "GENERATING",
    },
    connection,
    options,
  );
  if (generation.status !== "GENERATED") throw new PolicyGenerationFailedError(what, generation);
  if (!fetchAssets) return generation;
  const assets = await listOperation(
    call,
    "ListPolicyGenerationAssets",
    { policyEngineId, policyGenerationId },
    options,
    (page) => page.policyGenerationAssets ?? [],
  );
  return { ...generation, generatedPolicies: assets.items };
}
