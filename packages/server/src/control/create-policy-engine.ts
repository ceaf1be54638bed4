import {
  ConflictException,
  type InputOf,
  type OutputOf,
  policyEngineArn,
  resourceIdFrom,
} from "@toolgate/api";
import type { Caller, PolicyEngine } from "../model.ts";
import type { ControlDeps } from "./control-deps.ts";
import { once } from "./idempotency.ts";
import { instant } from "./instant.ts";
import { policyEngineOutput } from "./policy-engine-output.ts";

/**
 * CreatePolicyEngine: the engine is ACTIVE at once.
 * @throws ConflictException when the account has an engine of that name in the Region.
 */
export function createPolicyEngine(
  deps: ControlDeps,
  input: InputOf<"CreatePolicyEngine">,
  caller: Caller,
): Promise<OutputOf<"CreatePolicyEngine">> {
  const { place } = caller;
  return deps.store.write((change) =>
    once(change, caller, "CreatePolicyEngine", input, deps.clock, async () => {
      const namesake = await change.engines.byName(place, input.name);
      if (namesake) {
        throw new ConflictException(
          `A policy engine with the same name already exists: ${input.name} (${namesake.id}). ` +
            "Use that one, delete it, or choose another name.",
        );
      }
      const id = resourceIdFrom(input.name, deps.randomBytes());
      const now = instant(deps.clock);
      const engine: PolicyEngine = {
        ...place,
        id,
        arn: policyEngineArn(place, id),
        name: input.name,
        description: input.description,
        status: "ACTIVE",
        statusReasons: [],
        createdAt: now,
        updatedAt: now,
      };
      await change.put.engine(engine);
      await change.put.tags(engine.arn, input.tags ?? {});
      return policyEngineOutput(engine);
    }),
  );
}
