import { ConflictException, type InputOf, type OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { requireGateway } from "./require-resource.ts";
import { someOf } from "./some-of.ts";

/**
 * DeleteGateway: answers DELETING, and the gateway is gone, its tags and its workload identity too.
 * @throws ConflictException while it has targets; ResourceNotFoundException
 */
export async function deleteGateway(
  deps: ControlDeps,
  input: InputOf<"DeleteGateway">,
  caller: Caller,
): Promise<OutputOf<"DeleteGateway">> {
  const { place } = caller;
  const answer = await deps.store.write(async (change) => {
    const gateway = await requireGateway(change, place, input.gatewayIdentifier);
    const targets = await change.targets.all(gateway.id);
    if (targets.length > 0) {
      throw new ConflictException(
        `Gateway ${gateway.id} still has ${someOf("target", targets)}: delete them first.`,
      );
    }
    await change.remove.tags(gateway.workloadIdentityArn);
    await change.remove.workloadIdentity(place, gateway.id);
    await change.remove.tags(gateway.arn);
    await change.remove.gateway(gateway);
    await deps.settle(deps, change, place);
    return { gatewayId: gateway.id, status: "DELETING" as const };
  });
  await deps.onChange();
  return answer;
}
