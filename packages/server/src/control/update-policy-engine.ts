import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller, PolicyEngine } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { policyEngineOutput } from "./policy-engine-output.ts";
import { requireEngine } from "./require-resource.ts";

/**
 * UpdatePolicyEngine: without `description` nothing changes; an empty wrapper clears it.
 * @throws ResourceNotFoundException
 */
export function updatePolicyEngine(
  deps: ControlDeps,
  input: InputOf<"UpdatePolicyEngine">,
  caller: Caller,
): Promise<OutputOf<"UpdatePolicyEngine">> {
  return deps.store.write(async (change) => {
    const engine = await requireEngine(change, caller.place, input.policyEngineId);
    const updated: PolicyEngine = {
      ...engine,
      description: input.description === undefined ? engine.description : input.description.optionalValue,
      updatedAt: instant(deps.clock),
    };
    await change.put.engine(updated);
    return policyEngineOutput(updated);
  });
}
