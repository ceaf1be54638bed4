import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller, Target } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { requireGateway, requireTarget } from "./require-resource.ts";
import { targetMembers } from "./target-members.ts";
import { targetOutput } from "./target-output.ts";

/**
 * UpdateGatewayTarget replaces the whole target; it may get another name.
 * @throws ResourceNotFoundException, ConflictException, ValidationException
 */
export async function updateGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"UpdateGatewayTarget">,
  caller: Caller,
): Promise<OutputOf<"UpdateGatewayTarget">> {
  const { place } = caller;
  const answer = await deps.store.write(async (change) => {
    const gateway = await requireGateway(change, place, input.gatewayIdentifier);
    const target = await requireTarget(change, gateway, input.targetId);
    const members = await targetMembers(deps, change, gateway, target.id, input);
    const updated: Target = { ...target, ...members, updatedAt: instant(deps.clock) };
    await change.put.target(updated);
    await deps.settle(change, place);
    return targetOutput(gateway, updated);
  });
  await deps.onChange();
  return answer;
}
