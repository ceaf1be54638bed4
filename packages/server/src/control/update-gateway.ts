import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller, Gateway } from "../model.ts";
import { roleStanding } from "../roles/role-standing.ts";
import type { ControlDeps } from "./control-deps.ts";
import { gatewayMembers } from "./gateway-members.ts";
import { gatewayOutput } from "./gateway-output.ts";
import { instant } from "./instant.ts";
import { invalidMember } from "./invalid-member.ts";
import { requireGateway } from "./require-resource.ts";

/**
 * UpdateGateway replaces the whole gateway: what is left out is gone, its policy engine too.
 * @throws ResourceNotFoundException; ValidationException when the name differs, or what it refers to cannot be used.
 */
export async function updateGateway(
  deps: ControlDeps,
  input: InputOf<"UpdateGateway">,
  caller: Caller,
): Promise<OutputOf<"UpdateGateway">> {
  const { place } = caller;
  const standing = await roleStanding(deps, input.roleArn);
  const answer = await deps.store.write(async (change) => {
    const gateway = await requireGateway(change, place, input.gatewayIdentifier);
    if (input.name !== gateway.name) {
      throw invalidMember(
        "name",
        `The name of gateway ${gateway.id} is ${gateway.name} and cannot be changed to ${input.name}: ` +
          "send the name that it has, or create another gateway.",
      );
    }
    const updated: Gateway = {
      ...gateway,
      ...(await gatewayMembers(deps, change, { place, id: gateway.id, arn: gateway.arn, standing }, input)),
      updatedAt: instant(deps.clock),
    };
    await change.put.gateway(updated);
    await deps.settle(deps, change, place);
    return gatewayOutput(deps, change, updated, standing);
  });
  await deps.onChange();
  return answer;
}
