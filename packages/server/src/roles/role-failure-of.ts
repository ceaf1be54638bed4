/** May the gateway do this in its role, and if not, what is missing and what mends it? */
import { evaluate, evaluateTrust, type PolicySource } from "@toolgate/iam";
import type { MissingRolePermission, RoleFailure, RoleFailureReason } from "../decisions/role-failure.ts";
import type { KnownRole } from "../roles-port.ts";
import { actingContext, assumingContext, type RoleUser } from "./role-context.ts";
import { gatewayService, gatewayTrustPolicy, policyGranting } from "./role-cure.ts";
import type { RolePermission } from "./role-permissions.ts";
import type { RoleStanding } from "./role-standing.ts";
import { denyNames, tellMissing, tellRemedy, whyDenied } from "./tell-role-failure.ts";

interface Missing extends MissingRolePermission {
  /** The statements that deny it. */
  readonly denies: readonly string[];
}

/** The one answer for all that is wanted at once; undefined when nothing is missing. `now` in milliseconds since the epoch. */
export function roleFailureOf(
  standing: RoleStanding,
  gateway: RoleUser,
  wanted: readonly RolePermission[],
  now: number,
): RoleFailure | undefined {
  if (wanted.length === 0) return undefined;
  switch (standing.kind) {
    case "unknown":
      return standing.trustedBecause === undefined
        ? unusable(standing.arn, "role-unknown", gateway, wanted)
        : undefined;
    case "deleted":
      return unusable(standing.arn, "role-deleted", gateway, wanted);
    case "known":
      return ofKnown(standing.role, standing.ofResources ?? [], gateway, wanted, now);
  }
}

function ofKnown(
  role: KnownRole,
  ofResources: readonly PolicySource[],
  gateway: RoleUser,
  wanted: readonly RolePermission[],
  now: number,
): RoleFailure | undefined {
  const trust = missingTrust(role, gateway, now);
  const permissions = wanted.flatMap((permission) =>
    missingPermission(role, ofResources, gateway, permission, now),
  );
  const all = trust === undefined ? permissions : [trust, ...permissions];
  const [first] = all;
  if (first === undefined) return undefined;
  const granted = permissions.filter(({ why }) => why === "not-allowed");
  const denies = [...new Set(all.flatMap((missing) => missing.denies))];
  const remedy = {
    ...(trust === undefined ? {} : { trust: gatewayTrustPolicy(gateway) }),
    ...(granted.length === 0 ? {} : { permissions: policyGranting(granted) }),
    ...(denies.length === 0 ? {} : { denies }),
  };
  return failure(role.arn, all, remedy);
}

/** What nobody can assume does nothing at all, whatever it was allowed. */
function unusable(
  roleArn: string,
  why: "role-deleted" | "role-unknown",
  gateway: RoleUser,
  wanted: readonly RolePermission[],
): RoleFailure {
  const missing = wanted.map(({ action, resource }) => ({ action, resource, why, detail: "" }));
  const remedy = { trust: gatewayTrustPolicy(gateway), permissions: policyGranting(wanted) };
  return failure(roleArn, missing, remedy);
}

function failure(
  roleArn: string,
  missing: readonly MissingRolePermission[],
  remedy: RoleFailure["remedy"],
): RoleFailure {
  const told = missing.map(({ action, resource, why, detail }) => ({ action, resource, why, detail }));
  const [first] = told;
  if (first === undefined) throw new Error("Nothing is missing.");
  const { action, resource, why } = first;
  const cure = tellRemedy(roleArn, told, remedy);
  const problem = tellMissing(roleArn, told);
  return { roleArn, action, resource, why, missing: told, problem, cure, remedy };
}

function missingTrust(role: KnownRole, gateway: RoleUser, now: number): Missing | undefined {
  const decision = evaluateTrust(role.trust, {
    principal: { service: gatewayService },
    action: "sts:AssumeRole",
    context: assumingContext(gateway, now),
  });
  if (decision.outcome === "allowed") return undefined;
  return {
    action: "sts:AssumeRole",
    resource: role.arn,
    why: "not-trusted",
    detail: whyDenied(decision),
    // The trust policy is replaced as a whole.
    denies: [],
  };
}

function missingPermission(
  role: KnownRole,
  ofResources: readonly PolicySource[],
  gateway: RoleUser,
  permission: RolePermission,
  now: number,
): Missing[] {
  const context = actingContext(role, gateway, permission, now);
  const decision = evaluate({ ...permission, context }, role.sources);
  if (decision.outcome === "allowed") return [];
  const denied = decision.outcome === "explicitDeny";
  // In one account, the policy of a function is enough by itself.
  const principal = { aws: role.arn };
  if (!denied && evaluate({ ...permission, context, principal }, ofResources).outcome === "allowed")
    return [];
  const why: RoleFailureReason = denied ? "explicitly-denied" : "not-allowed";
  return [{ ...permission, why, detail: whyDenied(decision), denies: denied ? denyNames(decision.by) : [] }];
}
