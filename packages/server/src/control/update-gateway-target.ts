import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller, Target } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { recheckPolicies } from "./recheck-policies.ts";
import { requireGateway, requireTarget } from "./require-resource.ts";
import {
  askedTarget,
  refuseTakenName,
  requireUnchanged,
  synchronized,
  toolsOfAsked,
} from "./target-members.ts";
import { targetOutput } from "./target-output.ts";

/**
 * UpdateGatewayTarget replaces the whole target; it may get another name. When an MCP server's tools cannot be had it
 * is UPDATE_UNSUCCESSFUL with the cause, and stays as it was.
 * @throws ResourceNotFoundException, ValidationException; ConflictException when the name is taken, or another call
 * changed the target while the server was asked.
 */
export async function updateGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"UpdateGatewayTarget">,
  caller: Caller,
): Promise<OutputOf<"UpdateGatewayTarget">> {
  const { name, description, backend, declared } = askedTarget(deps, input);
  const look = async (view: StoreView) => {
    const gateway = await requireGateway(view, caller.place, input.gatewayIdentifier);
    const target = await requireTarget(view, gateway, input.targetId);
    await refuseTakenName(view, gateway, name, target.id);
    return { gateway, target };
  };
  const before = await deps.store.read(look);
  const listing = await toolsOfAsked(deps, { name, description, backend, declared });
  const answer = await deps.store.write(async (change) => {
    const { gateway, target } = await look(change);
    if (backend.kind === "mcpServer") requireUnchanged(before.target, target);
    const updated: Target = {
      ...target,
      ...(listing.ok
        ? { name, description, backend, ...synchronized(deps.clock, backend, listing.tools) }
        : { status: "UPDATE_UNSUCCESSFUL", statusReasons: [listing.reason] }),
      updatedAt: instant(deps.clock),
    };
    await change.put.target(updated);
    await recheckPolicies(deps, change, gateway, { before: target, after: updated });
    await deps.settle(deps, change, caller.place);
    return targetOutput(gateway, updated);
  });
  await deps.onChange();
  return answer;
}
