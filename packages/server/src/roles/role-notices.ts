/** What a gateway's owner should know of its role, for `statusReasons`. */
import type { RoleFailure } from "../decisions/role-failure.ts";
import type { Gateway } from "../model.ts";
import { roleFailureOf } from "./role-failure-of.ts";
import { enginePermissions, invokePermission } from "./role-permissions.ts";
import type { RoleStanding } from "./role-standing.ts";

/** `lambdaArns`: of its targets. `now` in milliseconds since the epoch. */
export function roleNotices(
  standing: RoleStanding,
  gateway: Gateway,
  lambdaArns: readonly string[],
  now: number,
): readonly string[] {
  if (standing.kind === "unknown" && standing.trustedBecause !== undefined) {
    return [
      `The role ${standing.arn} is not known to this Toolgate; it is trusted because ${standing.trustedBecause}.`,
    ];
  }
  const toInvoke = lambdaArns.map(invokePermission);
  const failure = roleFailureOf(standing, gateway, [...enginePermissions(gateway), ...toInvoke], now);
  if (failure !== undefined) return [`${consequence(gateway, failure)} ${failure.problem}`, failure.cure];
  return standing.kind === "deleted" ? [`The gateway's role ${standing.arn} was deleted.`] : [];
}

function consequence({ policyEngine }: Gateway, { missing }: RoleFailure): string {
  if (missing.every(({ action }) => action.startsWith("lambda:"))) return "Calls of its Lambda targets fail.";
  return policyEngine?.mode === "LOG_ONLY"
    ? "Policies are not evaluated, which under LOG_ONLY is recorded as an error and stops nothing."
    : "Calls of this gateway fail.";
}
