/** Looks again at policies that wait, when what they may wait for has come or changed. */
import type { Place, Policy } from "../model.ts";
import type { StoreChange } from "../ports.ts";
import { type CheckDeps, checkPolicy } from "./check-policy.ts";
import type { ControlDeps } from "./control-deps.ts";
import { statusAfter } from "./create-policy.ts";
import { instant } from "./instant.ts";

/**
 * Settles every waiting policy of the place, in the change that touched the gateway: an engine that no gateway uses yet
 * may wait for it too. Policies in force stay as they are.
 * @throws InternalServerException when Cedar cannot be asked; the change then does not happen.
 */
export async function settlePolicies(
  deps: CheckDeps & Pick<ControlDeps, "clock">,
  change: StoreChange,
  place: Place,
): Promise<void> {
  for (const engine of await change.engines.all()) {
    if (engine.accountId !== place.accountId || engine.region !== place.region) continue;
    for (const policy of await change.policies.all(engine.id)) {
      if (policy.status !== "CREATING") continue;
      const settled: Policy = { ...policy, ...statusAfter(await checkPolicy(deps, change, engine, policy)) };
      if (sameStatus(policy, settled)) continue;
      await change.put.policy({ ...settled, updatedAt: instant(deps.clock) });
    }
  }
}

function sameStatus(a: Policy, b: Policy): boolean {
  return a.status === b.status && a.statusReasons.join("\n") === b.statusReasons.join("\n");
}
