/** Whether the caller's own policies let them do something. Source: IAM user guide, "Policy evaluation logic". */
import { evaluate, type PolicySource } from "@toolgate/iam";
import type { Caller } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { KeyPrincipal } from "../roles-port.ts";

/** One thing that a call needs to be allowed. */
export interface Permission {
  /** `bedrock-agentcore:CreatePolicy`. */
  readonly action: string;
  /** The ARN it is done to, or `*`; where AWS's documents differ, any of these will do, and a Deny on any denies. */
  readonly resources: readonly [string, ...string[]];
  /** Condition keys beside those that every request has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Policies of what it is done to, which may let the caller in by themselves. */
  readonly ofResources?: readonly PolicySource[] | undefined;
}

/** Whether there is nothing to ask: nobody has to sign here, or the caller may do everything. */
export function isUnrestricted({ principal }: Caller): boolean {
  return principal === undefined || principal.kind === "root";
}

/**
 * Why the caller may not, in AWS's sentence; undefined when they may. Without a verified principal nobody has to sign,
 * and everything is allowed; root, and operators who are admins, may do everything.
 */
export function refusalOf(
  caller: Caller,
  permissions: readonly Permission[],
  clock: Clock,
): string | undefined {
  const { principal } = caller;
  if (principal === undefined || principal.kind === "root") return undefined;
  const usual = usualContext(principal, caller, clock.now());
  for (const permission of permissions) {
    const refusal = refusalOfOne(principal, permission, { ...usual, ...permission.context });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfOne(
  principal: KeyPrincipal,
  { action, resources, ofResources = [] }: Permission,
  context: Readonly<Record<string, string | readonly string[]>>,
): string | undefined {
  const decisions = resources.map((resource) => ({
    resource,
    ...evaluate({ action, resource, context }, principal.sources),
  }));
  const denied = decisions.find(({ outcome }) => outcome === "explicitDeny");
  if (denied === undefined && decisions.some(({ outcome }) => outcome === "allowed")) return undefined;
  if (denied === undefined) {
    const aws = principal.roleArn === undefined ? principal.arn : [principal.arn, principal.roleArn];
    const letIn = (resource: string) =>
      evaluate({ action, resource, context, principal: { aws } }, ofResources).outcome === "allowed";
    if (resources.some(letIn)) return undefined;
  }
  const why =
    denied === undefined
      ? `because no identity-based policy allows the ${action} action`
      : "with an explicit deny in an identity-based policy";
  const resource = (denied ?? decisions[0])?.resource ?? "*";
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

/** The global condition keys that a request tells. Source: IAM user guide, "AWS global condition context keys". */
function usualContext(
  { arn, roleArn, userId, context }: KeyPrincipal,
  { address, place }: Caller,
  now: number,
): Record<string, string> {
  return {
    "aws:PrincipalArn": roleArn ?? arn,
    "aws:PrincipalAccount": arn.split(":")[4] ?? "",
    "aws:userid": userId,
    ...(address === undefined ? {} : { "aws:SourceIp": address }),
    "aws:RequestedRegion": place.region,
    "aws:CurrentTime": new Date(now).toISOString(),
    "aws:EpochTime": String(Math.floor(now / 1_000)),
    ...context,
  };
}
