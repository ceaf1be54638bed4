import {
  PolicyCreateFailedError,
  PolicyDeleteFailedError,
  PolicyUpdateFailedError,
  ResourceFailedError,
} from "../errors/resource-failed.ts";
import type { Policy } from "./policy-types.ts";

/**
 * Whether a policy is still on its way. One that is CREATING with reasons waits, at Toolgate, for what it names to exist;
 * that may take days, so it is an outcome. AWS gives no reasons on the way.
 */
export function isOnItsWay(policy: Policy): boolean {
  if (policy.status === "UPDATING") return true;
  return policy.status === "CREATING" && policy.statusReasons.length === 0;
}

/** The policy if it is in force or waits; throws the error of its status otherwise. */
export function decidedPolicy(policy: Policy): Policy {
  const what = `policy ${policy.name} (${policy.policyId})`;
  switch (policy.status) {
    case "ACTIVE":
    case "CREATING":
    case "UPDATING":
      return policy;
    case "CREATE_FAILED":
      throw new PolicyCreateFailedError(what, policy);
    case "UPDATE_FAILED":
      throw new PolicyUpdateFailedError(what, policy);
    case "DELETE_FAILED":
      throw new PolicyDeleteFailedError(what, policy);
    default:
      throw new ResourceFailedError(what, policy);
  }
}
