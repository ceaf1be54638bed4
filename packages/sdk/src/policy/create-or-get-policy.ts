import type { ControlCaller } from "../callers/control-caller.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { CallInput } from "../callers/operation-types.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { ConflictException } from "../errors/service-error.ts";
import { patchDescription } from "./patch-description.ts";
import type { Policy } from "./policy-types.ts";
import type { PolicyWaits } from "./policy-waits.ts";
import { sameDefinition } from "./same-definition.ts";

/** What the functions of this file and those beside it work with. */
export interface PolicyDeps {
  readonly call: ControlCaller;
  readonly waits: PolicyWaits;
}

/** {@link PolicyClient.createOrGetPolicy}. */
export async function createOrGetPolicy(
  deps: PolicyDeps,
  input: CallInput<"CreatePolicy">,
  options: WaitOptions,
): Promise<Policy> {
  const { call, waits } = deps;
  const found = await policyNamed(call, input, options);
  if (found?.status === "DELETING") await waits.policyGone(found, { ...options, wait: true });
  else if (found !== undefined) return brought(deps, found, input, options);
  try {
    return await waits.policySettled(await call("CreatePolicy", input, options), options);
  } catch (error) {
    // Somebody else was faster.
    const created = error instanceof ConflictException ? await policyNamed(call, input, options) : undefined;
    if (created === undefined) throw error;
    return brought(deps, created, input, options);
  }
}

/** The stored policy, brought to what is wanted. */
async function brought(
  { call, waits }: PolicyDeps,
  stored: Policy,
  { definition, description, enforcementMode, validationMode }: CallInput<"CreatePolicy">,
  options: WaitOptions,
): Promise<Policy> {
  const changes = {
    // A policy that failed is judged again: what it was refused for may be there by now.
    ...(stored.status.endsWith("_FAILED") || !sameDefinition(stored.definition, definition)
      ? { definition }
      : {}),
    ...(description !== undefined && description !== stored.description ? { description } : {}),
    ...(enforcementMode !== undefined && enforcementMode !== (stored.enforcementMode ?? "ACTIVE")
      ? { enforcementMode }
      : {}),
  };
  if (Object.keys(changes).length === 0) return waits.policySettled(stored, options);
  const { policyEngineId, policyId } = stored;
  const patch = patchDescription({ policyEngineId, policyId, validationMode, ...changes });
  return waits.policySettled(await call("UpdatePolicy", patch, options), options);
}

async function policyNamed(
  call: ControlCaller,
  { policyEngineId, name }: CallInput<"CreatePolicy">,
  options: WaitOptions,
): Promise<Policy | undefined> {
  const { items } = await listOperation(
    call,
    "ListPolicies",
    { policyEngineId },
    options,
    (page) => page.policies,
  );
  return items.find((policy) => policy.name === name);
}
