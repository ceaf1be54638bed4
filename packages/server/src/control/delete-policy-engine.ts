import { ConflictException, type InputOf, type OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { policyEngineOutput } from "./policy-engine-output.ts";
import { removeGeneration, storedGenerations } from "./policy-generation.ts";
import { requireEngine } from "./require-resource.ts";
import { someOf } from "./some-of.ts";

/**
 * DeletePolicyEngine: answers DELETING, and the engine is gone, with the generations of policies that it has.
 * @throws ConflictException while it holds policies or a gateway uses it; ResourceNotFoundException
 */
export function deletePolicyEngine(
  deps: ControlDeps,
  input: InputOf<"DeletePolicyEngine">,
  caller: Caller,
): Promise<OutputOf<"DeletePolicyEngine">> {
  return deps.store.write(async (change) => {
    const engine = await requireEngine(change, caller.place, input.policyEngineId);
    const gateways = await change.gateways.onEngine(engine.arn);
    if (gateways.length > 0) {
      throw new ConflictException(
        `Policy engine ${engine.id} is attached to ${someOf("gateway", gateways)}: ` +
          "update each of them without policyEngineConfiguration, then delete the engine.",
      );
    }
    const policies = await change.policies.all(engine.id);
    if (policies.length > 0) {
      throw new ConflictException(
        `Policy engine ${engine.id} still holds ${someOf("policy", policies)}: delete them first.`,
      );
    }
    for (const generation of await storedGenerations(change, engine.id))
      await removeGeneration(change, generation);
    await change.remove.tags(engine.arn);
    await change.remove.engine(engine);
    return { ...policyEngineOutput(engine), status: "DELETING" };
  });
}
