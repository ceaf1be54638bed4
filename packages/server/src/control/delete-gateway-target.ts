import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { recheckPolicies } from "./recheck-policies.ts";
import { requireGateway, requireTarget } from "./require-resource.ts";

/**
 * DeleteGatewayTarget: answers DELETING, and the target and its tools are gone.
 * @throws ResourceNotFoundException
 */
export async function deleteGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"DeleteGatewayTarget">,
  caller: Caller,
): Promise<OutputOf<"DeleteGatewayTarget">> {
  const { place } = caller;
  const answer = await deps.store.write(async (change) => {
    const gateway = await requireGateway(change, place, input.gatewayIdentifier);
    const target = await requireTarget(change, gateway, input.targetId);
    await change.remove.target(target);
    await recheckPolicies(deps, change, gateway, { before: target, after: undefined });
    await deps.settle(deps, change, place);
    return { gatewayArn: gateway.arn, targetId: target.id, status: "DELETING" as const };
  });
  await deps.onChange();
  return answer;
}
