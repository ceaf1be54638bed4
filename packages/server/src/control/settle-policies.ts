/** Looks again at policies that wait, when what they may wait for has come or changed. */
import type { Place, Policy } from "../model.ts";
import type { StoreChange } from "../store-port.ts";
import { checkPolicy } from "./check-policy.ts";
import type { ControlDeps } from "./control-deps.ts";
import { statusAfter } from "./create-policy.ts";
import { instant } from "./instant.ts";
import { Unanswered } from "./unanswered.ts";

/**
 * Settles every waiting policy of the place, in the change that touched the gateway: an engine that no gateway uses yet
 * may wait for it too. Policies in force stay as they are.
 * @throws Unanswered with what Cedar or the solver has to be asked first about any of them.
 */
export async function settlePolicies(
  deps: Pick<ControlDeps, "cedar" | "proofs" | "proveLater" | "strictAws" | "clock">,
  change: StoreChange,
  place: Place,
): Promise<void> {
  const open: Unanswered[] = [];
  for (const engine of await change.engines.all()) {
    if (engine.accountId !== place.accountId || engine.region !== place.region) continue;
    for (const policy of await change.policies.all(engine.id)) {
      if (policy.status !== "CREATING") continue;
      const check = await checkPolicy(deps, change, engine, policy).catch(unanswered);
      if (check instanceof Unanswered) {
        open.push(check);
        continue;
      }
      const settled: Policy = { ...policy, ...statusAfter(check) };
      if (sameStatus(policy, settled)) continue;
      await change.put.policy({ ...settled, updatedAt: instant(deps.clock) });
      if (check.outcome === "accepted" && check.unproved) deps.proveLater(settled);
    }
  }
  if (open.length > 0) throw new Unanswered(open.flatMap(({ questions }) => questions));
}

/** All are looked at before anything is asked, so that it is asked at once. */
function unanswered(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error;
  throw error;
}

function sameStatus(a: Policy, b: Policy): boolean {
  return a.status === b.status && a.statusReasons.join("\n") === b.statusReasons.join("\n");
}
