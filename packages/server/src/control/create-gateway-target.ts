import { type InputOf, type OutputOf, ServiceQuotaExceededException, targetIdFrom } from "@toolgate/api";
import type { Caller, Target } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { once } from "./idempotency.ts";
import { instant } from "./instant.ts";
import { requireGateway } from "./require-resource.ts";
import { targetMembers } from "./target-members.ts";
import { targetOutput } from "./target-output.ts";

/** AWS's quota of targets on one gateway. */
const MOST_TARGETS = 100;

/**
 * CreateGatewayTarget: READY at once; policies that waited for it are settled.
 * @throws ResourceNotFoundException, ConflictException, ValidationException; ServiceQuotaExceededException beyond 100.
 */
export async function createGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"CreateGatewayTarget">,
  caller: Caller,
): Promise<OutputOf<"CreateGatewayTarget">> {
  const { place } = caller;
  const answer = await deps.store.write((change) =>
    once(change, caller, "CreateGatewayTarget", input, deps.clock, async () => {
      const gateway = await requireGateway(change, place, input.gatewayIdentifier);
      const members = await targetMembers(deps, change, gateway, undefined, input);
      const { length } = await change.targets.all(gateway.id);
      if (length >= MOST_TARGETS) {
        throw new ServiceQuotaExceededException(
          `Gateway ${gateway.id} has ${length} targets, and ${MOST_TARGETS} is the most: delete one, or use another gateway.`,
        );
      }
      const now = instant(deps.clock);
      const target: Target = {
        ...place,
        id: targetIdFrom(deps.randomBytes()),
        gatewayId: gateway.id,
        ...members,
        status: "READY",
        statusReasons: [],
        createdAt: now,
        updatedAt: now,
      };
      await change.put.target(target);
      await deps.settle(change, place);
      return targetOutput(gateway, target);
    }),
  );
  await deps.onChange();
  return answer;
}
