import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { policyOutput } from "./policy-output.ts";
import { requirePolicy } from "./read-policies.ts";
import { requireEngine } from "./require-resource.ts";

/**
 * DeletePolicy: answers DELETING, and the policy is gone.
 * @throws ResourceNotFoundException
 */
export async function deletePolicy(
  deps: ControlDeps,
  input: InputOf<"DeletePolicy">,
  caller: Caller,
): Promise<OutputOf<"DeletePolicy">> {
  const answer = await deps.store.write(async (change) => {
    const engine = await requireEngine(change, caller.place, input.policyEngineId);
    const policy = await requirePolicy(change, engine, input.policyId);
    await change.remove.tags(policy.arn);
    await change.remove.policy(policy);
    return { ...policyOutput(policy), status: "DELETING" };
  });
  await deps.onChange();
  return answer;
}
