import {
  ConflictException,
  type InputOf,
  type OutputOf,
  policyArn,
  resourceIdFrom,
  ServiceQuotaExceededException,
} from "@toolgate/api";
import type { Caller, Policy } from "../model.ts";
import type { StoreChange } from "../store-port.ts";
import { checkPolicy, type PolicyCheck } from "./check-policy.ts";
import type { ControlDeps } from "./control-deps.ts";
import { definitionFrom } from "./definition-from.ts";
import { once } from "./idempotency.ts";
import { instant } from "./instant.ts";
import { policyOutput } from "./policy-output.ts";
import { requireEngine } from "./require-resource.ts";

/** AWS's quota of policies in one engine. */
const MOST_POLICIES = 1_000;

/**
 * CreatePolicy: ACTIVE, CREATING while something that it names does not exist, or CREATE_FAILED by its findings.
 * @throws ConflictException when the engine has a policy of that name; ValidationException with position, cause and cure
 * when the statement is wrong; ResourceNotFoundException; ServiceQuotaExceededException beyond 1,000.
 */
export async function createPolicy(
  deps: ControlDeps,
  input: InputOf<"CreatePolicy">,
  caller: Caller,
): Promise<OutputOf<"CreatePolicy">> {
  const answer = await deps.store.write((change) =>
    once(change, caller, "CreatePolicy", input, deps.clock, () => create(deps, change, input, caller)),
  );
  await deps.onChange();
  return answer;
}

async function create(
  deps: ControlDeps,
  change: StoreChange,
  input: InputOf<"CreatePolicy">,
  { place }: Caller,
): Promise<OutputOf<"CreatePolicy">> {
  const engine = await requireEngine(change, place, input.policyEngineId);
  const namesake = await change.policies.byName(engine.id, input.name);
  if (namesake) {
    throw new ConflictException(
      `Policy with the same name already exists: ${input.name} (${namesake.id}, ${namesake.status}). ` +
        "Update that one, delete it, or choose another name.",
    );
  }
  const { length } = await change.policies.all(engine.id);
  if (length >= MOST_POLICIES) {
    throw new ServiceQuotaExceededException(
      `Policy engine ${engine.id} has ${length} policies, and ${MOST_POLICIES} is the most: delete one, or use another engine.`,
    );
  }
  const asked = {
    definition: await definitionFrom(change, deps.clock, engine, input.definition),
    enforcementMode: input.enforcementMode ?? "ACTIVE",
    validationMode: input.validationMode,
  };
  const check = await checkPolicy(deps, change, engine, asked);
  if (check.outcome === "refused" && !(deps.strictAws && check.late)) throw check.error;
  const id = resourceIdFrom(input.name, deps.randomBytes());
  const now = instant(deps.clock);
  const policy: Policy = {
    ...place,
    id,
    arn: policyArn(place, engine.id, id),
    name: input.name,
    engineId: engine.id,
    description: input.description,
    ...asked,
    ...statusAfter(check),
    createdAt: now,
    updatedAt: now,
  };
  await change.put.policy(policy);
  if (check.outcome === "accepted" && check.unproved) deps.proveLater(policy);
  return policyOutput(policy);
}

/** What a check makes of a policy that was never in force. */
export function statusAfter(check: PolicyCheck): Pick<Policy, "status" | "statusReasons"> {
  switch (check.outcome) {
    case "accepted":
      return { status: "ACTIVE", statusReasons: check.reasons };
    case "waiting":
      return { status: "CREATING", statusReasons: check.reasons };
    case "findings":
      return { status: "CREATE_FAILED", statusReasons: check.reasons };
    case "refused":
      return { status: "CREATE_FAILED", statusReasons: [check.error.message] };
  }
}
