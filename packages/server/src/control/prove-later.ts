/** The proofs of a forbid, which was in force before they were made. */
import type { Caller, Policy } from "../model.ts";
import type { Store } from "../store-port.ts";
import { checkPolicy } from "./check-policy.ts";
import type { ControlDeps } from "./control-deps.ts";

/** How the log of changes names who made these proofs, and by what. */
export const proving = { callerId: "toolgate", operation: "AnalysePolicy" } as const;

/** Writes the proofs into the policy's `statusReasons`, where the policy as it is now is in force; `isOver` says that nobody wants them any more. */
export async function proveLater(
  deps: Pick<ControlDeps, "cedar" | "strictAws" | "proofs">,
  store: Store,
  { id, engineId, accountId, region }: Policy,
  isOver: () => boolean,
): Promise<void> {
  await store.write(async (change) => {
    const engine = await change.engines.get({ accountId, region }, engineId);
    const policy = await change.policies.get(engineId, id);
    if (engine === undefined || policy?.status !== "ACTIVE") return;
    const check = await checkPolicy({ ...deps, proveForbids: true }, change, engine, policy);
    if (isOver() || (check.outcome !== "accepted" && check.outcome !== "findings")) return;
    if (check.reasons.join("\n") === policy.statusReasons.join("\n")) return;
    await change.put.policy({ ...policy, statusReasons: check.reasons });
  });
}

/** The caller that the log of changes names. */
export function provingCaller({ accountId, region }: Policy): Caller {
  return { id: proving.callerId, place: { accountId, region } };
}
