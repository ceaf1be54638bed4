import { type InputOf, type OutputOf, ValidationException } from "@toolgate/api";
import { type Caller, isInForce, type Policy, type PolicyEngine } from "../model.ts";
import type { StoreChange } from "../store-port.ts";
import { checkPolicy, type PolicyCheck } from "./check-policy.ts";
import type { ControlDeps } from "./control-deps.ts";
import { statusAfter } from "./create-policy.ts";
import { definitionFrom } from "./definition-from.ts";
import { instant } from "./instant.ts";
import { policyOutput } from "./policy-output.ts";
import { requirePolicy } from "./read-policies.ts";
import { requireEngine } from "./require-resource.ts";

/**
 * UpdatePolicy: what is absent stays. A definition that is wrong changes nothing; findings that fail leave the old
 * policy in force as UPDATE_FAILED. Switching a policy off (LOG_ONLY) always works.
 * @throws ValidationException with position, cause and cure; ResourceNotFoundException
 */
export async function updatePolicy(
  deps: ControlDeps,
  input: InputOf<"UpdatePolicy">,
  caller: Caller,
): Promise<OutputOf<"UpdatePolicy">> {
  const answer = await deps.store.write(async (change) => {
    const engine = await requireEngine(change, caller.place, input.policyEngineId);
    const old = await requirePolicy(change, engine, input.policyId);
    const updated = await update(deps, change, engine, old, input);
    await change.put.policy(updated);
    return policyOutput(updated);
  });
  await deps.onChange();
  return answer;
}

async function update(
  deps: ControlDeps,
  change: StoreChange,
  engine: PolicyEngine,
  old: Policy,
  input: InputOf<"UpdatePolicy">,
): Promise<Policy> {
  const next: Policy = {
    ...old,
    description: input.description === undefined ? old.description : input.description.optionalValue,
    definition:
      input.definition === undefined
        ? old.definition
        : await definitionFrom(change, deps.clock, engine, input.definition),
    enforcementMode: input.enforcementMode ?? old.enforcementMode,
    validationMode: input.validationMode ?? (deps.strictAws ? undefined : old.validationMode),
    updatedAt: instant(deps.clock),
  };
  if (isInForce(old) && !decidesMore(old, next, input)) return { ...next, ...settled(old) };
  const check = await checkPolicy(deps, change, engine, next);
  const checked: Policy = { ...next, toolChanges: undefined };
  if (check.outcome === "accepted" && check.unproved) deps.proveLater(checked);
  return isInForce(old)
    ? replaceInForce(deps, old, checked, check, input.definition !== undefined)
    : replaceIdle(deps, checked, check, input.definition !== undefined);
}

/** Whether anything could come into force that was not; otherwise an emergency stop would need a check to pass. */
function decidesMore(old: Policy, next: Policy, input: InputOf<"UpdatePolicy">): boolean {
  if (input.definition !== undefined || input.validationMode !== undefined) return true;
  return next.enforcementMode === "ACTIVE" && old.enforcementMode === "LOG_ONLY";
}

/** A finding of the last update says nothing any more once another one has succeeded. */
function settled(old: Policy): Pick<Policy, "status" | "statusReasons"> {
  return { status: "ACTIVE", statusReasons: old.status === "UPDATE_FAILED" ? [] : old.statusReasons };
}

function replaceInForce(
  deps: ControlDeps,
  old: Policy,
  next: Policy,
  check: PolicyCheck,
  newDefinition: boolean,
): Policy {
  switch (check.outcome) {
    case "accepted":
      return { ...next, ...statusAfter(check) };
    case "waiting":
      if (newDefinition) throw wouldLapse(old, check.reasons);
      return { ...next, status: "ACTIVE", statusReasons: check.reasons };
    case "findings":
      return { ...old, status: "UPDATE_FAILED", statusReasons: check.reasons, updatedAt: next.updatedAt };
    case "refused": {
      if (!deps.strictAws || !check.late) throw check.error;
      const statusReasons = [check.error.message];
      return { ...old, status: "UPDATE_FAILED", statusReasons, updatedAt: next.updatedAt };
    }
  }
}

/** A policy that is not in force takes its new definition whatever comes of it, unless that is plainly wrong. */
function replaceIdle(deps: ControlDeps, next: Policy, check: PolicyCheck, newDefinition: boolean): Policy {
  if (check.outcome !== "refused" || (deps.strictAws && check.late))
    return { ...next, ...statusAfter(check) };
  if (newDefinition) throw check.error;
  return { ...next, ...statusAfter(check) };
}

function wouldLapse(old: Policy, waits: readonly string[]): ValidationException {
  return new ValidationException(
    `Policy ${old.id} is in force, and would not be with this definition. ${waits.join(" ")} ` +
      "Nothing was changed: create what it waits for first, or create a policy of another name that waits.",
  );
}
