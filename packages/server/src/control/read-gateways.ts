import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import { roleStanding } from "../roles/role-standing.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { gatewayOutput, gatewaySummary } from "./gateway-output.ts";
import { pageOf } from "./page-of.ts";
import { requireGateway } from "./require-resource.ts";

/** @throws ResourceNotFoundException */
export async function getGateway(
  deps: ControlDeps,
  input: InputOf<"GetGateway">,
  caller: Caller,
): Promise<OutputOf<"GetGateway">> {
  const read = (view: StoreView) => requireGateway(view, caller.place, input.gatewayIdentifier);
  // Roles are looked up in the store too, and it is lent to one at a time.
  const { roleArn } = await deps.store.read(read);
  const standing = await roleStanding(deps, roleArn);
  return deps.store.read(async (view) => gatewayOutput(deps, view, await read(view), standing));
}

/** @throws ValidationException when `nextToken` is not this list's. */
export async function listGateways(
  deps: ControlDeps,
  input: InputOf<"ListGateways">,
  caller: Caller,
): Promise<OutputOf<"ListGateways">> {
  const { rows, ...next } = await deps.store.read((view) =>
    pageOf(
      deps.pageTokens,
      { operation: "ListGateways", caller },
      input,
      (page) => view.gateways.page(caller.place, page),
      (gateway) => gateway,
    ),
  );
  return { items: rows.map(gatewaySummary), ...next };
}
