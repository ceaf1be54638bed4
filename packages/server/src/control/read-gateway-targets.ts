import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { pageOf } from "./page-of.ts";
import { requireGateway, requireTarget } from "./require-resource.ts";
import { targetOutput, targetSummary } from "./target-output.ts";

/** @throws ResourceNotFoundException */
export function getGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"GetGatewayTarget">,
  caller: Caller,
): Promise<OutputOf<"GetGatewayTarget">> {
  return deps.store.read(async (view) => {
    const gateway = await requireGateway(view, caller.place, input.gatewayIdentifier);
    return targetOutput(gateway, await requireTarget(view, gateway, input.targetId));
  });
}

/** @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's. */
export async function listGatewayTargets(
  deps: ControlDeps,
  input: InputOf<"ListGatewayTargets">,
  caller: Caller,
): Promise<OutputOf<"ListGatewayTargets">> {
  const { rows, ...next } = await deps.store.read(async (view) => {
    const gateway = await requireGateway(view, caller.place, input.gatewayIdentifier);
    return pageOf(
      deps.pageTokens,
      { operation: "ListGatewayTargets", caller, filters: { gatewayIdentifier: gateway.id } },
      input,
      (page) => view.targets.page(gateway.id, page),
      (target) => target,
    );
  });
  return { items: rows.map(targetSummary), ...next };
}
