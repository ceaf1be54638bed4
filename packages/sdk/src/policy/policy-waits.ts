import type { ControlCaller } from "../callers/control-caller.ts";
import type { Connection } from "../connection/settings.ts";
import { settle, settleGone, type WaitOptions } from "../connection/settle.ts";
import { PolicyDeleteFailedError, PolicyEngineFailedError } from "../errors/resource-failed.ts";
import { decidedPolicy, isOnItsWay } from "./policy-outcome.ts";
import type { Policy, PolicyById, PolicyEngine } from "./policy-types.ts";

/** Waits for what becomes of engines and policies; each throws the error of a failure, or a WaitTimeoutError. */
export interface PolicyWaits {
  /** Until the engine is ACTIVE; at once with `wait: false`. */
  engineSettled(first: PolicyEngine, options: WaitOptions): Promise<PolicyEngine>;
  engineGone(first: PolicyEngine, options: WaitOptions): Promise<void>;
  /** Until the policy is ACTIVE, or waits for what it names; at once with `wait: false`. */
  policySettled(first: Policy, options: WaitOptions): Promise<Policy>;
  policyGone(first: Policy, options: WaitOptions): Promise<void>;
  /** Until the policy is ACTIVE, however long what it names does not exist. */
  policyActive(input: PolicyById, options: WaitOptions): Promise<Policy>;
}

/** {@link PolicyWaits} over a caller. */
export function createPolicyWaits(call: ControlCaller, connection: Connection): PolicyWaits {
  const readEngine =
    ({ policyEngineId }: PolicyEngine, options: WaitOptions) =>
    () =>
      call("GetPolicyEngine", { policyEngineId }, options);
  const readPolicy =
    ({ policyEngineId, policyId }: PolicyById, options: WaitOptions) =>
    () =>
      call("GetPolicy", { policyEngineId, policyId }, options);
  const isChanging = ({ status }: { readonly status: string }) =>
    status === "CREATING" || status === "UPDATING";

  return {
    async engineSettled(first, options) {
      if (options.wait === false) return first;
      const what = nameOfEngine(first);
      const read = readEngine(first, options);
      const engine = await settle({ what, first, read, isPending: isChanging }, connection, options);
      if (engine.status === "ACTIVE") return engine;
      throw new PolicyEngineFailedError(what, engine);
    },
    async engineGone(first, options) {
      if (options.wait === false) return;
      const what = nameOfEngine(first);
      const failed = (engine: PolicyEngine) => new PolicyEngineFailedError(what, engine);
      await settleGone({ what, first, read: readEngine(first, options) }, connection, options, failed);
    },
    async policySettled(first, options) {
      if (options.wait === false) return first;
      const read = readPolicy(first, options);
      const waiting = { what: nameOfPolicy(first), first, read, isPending: isOnItsWay };
      return decidedPolicy(await settle(waiting, connection, options));
    },
    async policyGone(first, options) {
      if (options.wait === false) return;
      const what = nameOfPolicy(first);
      const failed = (policy: Policy) => new PolicyDeleteFailedError(what, policy);
      await settleGone({ what, first, read: readPolicy(first, options) }, connection, options, failed);
    },
    async policyActive(input, options) {
      const read = readPolicy(input, options);
      const first = await read();
      const waiting = { what: nameOfPolicy(first), first, read, isPending: isChanging };
      return decidedPolicy(await settle(waiting, connection, options));
    },
  };
}

const nameOfEngine = ({ name, policyEngineId }: PolicyEngine) => `policy engine ${name} (${policyEngineId})`;

const nameOfPolicy = ({ name, policyId }: Policy) => `policy ${name} (${policyId})`;
