import { listOperation } from "../callers/list-operation.ts";
import type { Connection } from "../connection/settings.ts";
import { settle, type WaitOptions } from "../connection/settle.ts";
import { CleanupError } from "../errors/call-errors.ts";
import { ConflictException, ResourceNotFoundException } from "../errors/service-error.ts";
import type { PolicyDeps } from "./create-or-get-policy.ts";
import type { PolicyById } from "./policy-types.ts";

/** {@link PolicyClient.cleanupPolicyEngine}. */
export async function cleanupPolicyEngine(
  deps: PolicyDeps,
  connection: Connection,
  { policyEngineId }: { readonly policyEngineId: string },
  options: WaitOptions,
): Promise<void> {
  const failures: unknown[] = [];
  const { items } = await listOperation(
    deps.call,
    "ListPolicies",
    { policyEngineId },
    options,
    (page) => page.policies,
  );
  for (const { policyId } of items) {
    try {
      await unlessGone(deletePolicy(deps, { policyEngineId, policyId }, options));
    } catch (error) {
      options.signal?.throwIfAborted();
      failures.push(error);
    }
  }
  if (failures.length === 0)
    await deleteEngine(deps, connection, policyEngineId, options).catch((error) => {
      options.signal?.throwIfAborted();
      failures.push(error);
    });
  if (failures.length === 0) return;
  const reasons = failures.map((error) => (error instanceof Error ? error.message : String(error)));
  throw new CleanupError(
    failures,
    `The policy engine ${policyEngineId} is still there: ${reasons.join(" ")}`,
  );
}

/** AWS goes on refusing for a moment after the last policy went; another reason for a conflict stays one. */
async function deleteEngine(
  deps: PolicyDeps,
  connection: Connection,
  policyEngineId: string,
  options: WaitOptions,
): Promise<void> {
  let conflict: unknown;
  const attempt = async () => {
    try {
      const engine = await unlessGone(deps.call("DeletePolicyEngine", { policyEngineId }, options));
      if (engine !== undefined) await deps.waits.engineGone(engine, { ...options, wait: true });
      return { status: "DELETED" };
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
      conflict = error;
      return { status: "IN_USE" };
    }
  };
  const waiting = {
    what: `policy engine ${policyEngineId}`,
    first: await attempt(),
    read: attempt,
    isPending: ({ status }: { readonly status: string }) => status === "IN_USE",
  };
  const bounds = {
    ...options,
    maxWaitMs: Math.min(options.maxWaitMs ?? connection.maxWaitMs, mostForConflictMs),
  };
  await settle(waiting, connection, bounds).catch((error) => {
    throw options.signal?.aborted === true ? error : (conflict ?? error);
  });
}

/** Longer than AWS takes to let go of a policy, and short enough for an engine that a gateway uses. */
const mostForConflictMs = 10_000;

async function deletePolicy(
  { call, waits }: PolicyDeps,
  input: PolicyById,
  options: WaitOptions,
): Promise<void> {
  await waits.policyGone(await call("DeletePolicy", input, options), { ...options, wait: true });
}

/** What somebody else removed meanwhile is removed. */
const unlessGone = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
