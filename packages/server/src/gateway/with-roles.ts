/** What the gateways' roles keep them from, decided when the snapshot is made and never for a call. */
import type { RoleFailure } from "../decisions/role-failure.ts";
import type { Clock } from "../ports.ts";
import { dependsOnTime } from "../roles/role-context.ts";
import { roleFailureOf } from "../roles/role-failure-of.ts";
import { roleNotices } from "../roles/role-notices.ts";
import { callPermissions, invokePermission, listPermissions } from "../roles/role-permissions.ts";
import { type RoleDeps, type RoleStanding, roleStanding } from "../roles/role-standing.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveRole } from "./live-role.ts";

/** What it takes to judge roles. */
export type LiveRoleDeps = RoleDeps & { readonly clock: Clock };

/** The gateways with what their roles keep them from, and whether that hangs on the time of day. */
export async function withRoles(
  gateways: ReadonlyMap<string, LiveGateway>,
  deps: LiveRoleDeps,
): Promise<{ readonly gateways: ReadonlyMap<string, LiveGateway>; readonly passing: boolean }> {
  const standings = new Map<string, RoleStanding>();
  for (const { gateway } of gateways.values()) {
    const { roleArn } = gateway;
    if (!standings.has(roleArn)) standings.set(roleArn, await roleStanding(deps, roleArn));
  }
  const now = deps.clock.now();
  const judged = [...gateways].map(([id, live]) => {
    const standing = standings.get(live.gateway.roleArn);
    return [id, standing === undefined ? live : { ...live, role: liveRole(standing, live, now) }] as const;
  });
  const passing = [...standings.values()].some(
    (standing) => standing.kind === "known" && dependsOnTime(standing.role),
  );
  return { gateways: new Map(judged), passing };
}

function liveRole(standing: RoleStanding, { gateway, tools }: LiveGateway, now: number): LiveRole {
  const lambdaArns = new Set<string>();
  for (const { backend } of tools.values()) if (backend.kind === "lambda") lambdaArns.add(backend.lambdaArn);
  const invoke = new Map<string, RoleFailure>();
  for (const arn of lambdaArns) {
    const failure = roleFailureOf(standing, gateway, [invokePermission(arn)], now);
    if (failure !== undefined) invoke.set(arn, failure);
  }
  return {
    list: roleFailureOf(standing, gateway, listPermissions(gateway), now),
    call: roleFailureOf(standing, gateway, callPermissions(gateway), now),
    invoke,
    standing: standingOf(standing),
    notices: roleNotices(standing, gateway, [...lambdaArns], now),
  };
}

function standingOf(standing: RoleStanding): LiveRole["standing"] {
  if (standing.kind !== "unknown") return standing.kind;
  return standing.trustedBecause === undefined ? "refused" : "trusted";
}
