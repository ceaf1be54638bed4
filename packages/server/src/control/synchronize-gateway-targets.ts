import { type InputOf, type OutputOf, ValidationException } from "@toolgate/api";
import type { Caller, Target } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { invalidMember } from "./invalid-member.ts";
import { listTargetTools } from "./list-target-tools.ts";
import { recheckPolicies } from "./recheck-policies.ts";
import { requireGateway, requireTarget } from "./require-resource.ts";
import { requireUnchanged, synchronized } from "./target-members.ts";
import { targetOutput } from "./target-output.ts";

/**
 * SynchronizeGatewayTargets asks an MCP server for its tools again: READY with what it lists now, or
 * SYNCHRONIZE_UNSUCCESSFUL with the cause and the tools that it had.
 * @throws ResourceNotFoundException; ValidationException for a Lambda target; ConflictException when another call
 * changed the target while the server was asked.
 */
export async function synchronizeGatewayTargets(
  deps: ControlDeps,
  input: InputOf<"SynchronizeGatewayTargets">,
  caller: Caller,
): Promise<OutputOf<"SynchronizeGatewayTargets">> {
  const [targetId] = input.targetIdList;
  if (targetId === undefined) throw new ValidationException("'targetIdList' must name one target.");
  const look = async (view: StoreView) => {
    const gateway = await requireGateway(view, caller.place, input.gatewayIdentifier);
    return { gateway, target: await requireTarget(view, gateway, targetId) };
  };
  const { target: before } = await deps.store.read(look);
  const { backend } = before;
  if (backend.kind !== "mcpServer") {
    throw invalidMember(
      "targetIdList",
      `Target ${before.id} (${before.name}) is a Lambda function, whose tools are declared and not listed: ` +
        "change them by UpdateGatewayTarget. Only MCP servers are synchronized.",
    );
  }
  const listing = await listTargetTools(deps, backend);
  const answer = await deps.store.write(async (change) => {
    const { gateway, target } = await look(change);
    requireUnchanged(before, target);
    const updated: Target = {
      ...target,
      ...(listing.ok
        ? synchronized(deps.clock, backend, listing.tools)
        : { status: "SYNCHRONIZE_UNSUCCESSFUL", statusReasons: [listing.reason] }),
      updatedAt: instant(deps.clock),
    };
    await change.put.target(updated);
    await recheckPolicies(deps, change, gateway, { before: target, after: updated });
    await deps.settle(deps, change, caller.place);
    return { targets: [targetOutput(gateway, updated)] };
  });
  await deps.onChange();
  return answer;
}
