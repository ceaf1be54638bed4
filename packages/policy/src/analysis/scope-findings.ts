import type { Principal } from "../evaluate/decision.ts";
import {
  actionsOf,
  appliesToAction,
  appliesToPrincipalType,
  gatewaysNamed,
  scopeCovers,
} from "../evaluate/policy-scope.ts";
import { actionGroups } from "../schema/action-name.ts";
import type { Policy } from "../syntax/ast.ts";

export interface ScopeFinding {
  readonly kind: "overly-permissive" | "overly-restrictive";
  /** AWS's sentence, then which tool it is about and what to do. */
  readonly message: string;
}

export interface ScopeQuestion {
  /** The policy about to be added or updated. */
  readonly policy: Policy;
  /** The engine's other policies in force. */
  readonly others: readonly Policy[];
  /** The tools of every gateway on the engine. */
  readonly tools: readonly GatewayTool[];
}

export interface GatewayTool {
  /** `<Target>___<tool>`. */
  readonly action: string;
  readonly gatewayArn: string;
}

/** More than these are counted, not listed. */
const listed = 10;
const principalType: Principal["type"] = "AgentCore::OAuthUser";

/**
 * What can be said without a solver: a policy without conditions allows or denies every request in its scope. One finding a
 * tool, at most ten. Source: AWS guide, "Validate and test policies", findings of CreatePolicy.
 */
export function scopeFindings({ policy, others, tools }: ScopeQuestion): readonly ScopeFinding[] {
  if (!holdsAlways(policy) || !coversEveryCaller(policy)) return [];
  const covered = tools.filter((tool) => coversTool(policy, tool));
  const open = covered.filter((tool) => policy.effect === "forbid" || !mayBeForbidden(others, tool));
  if (open.length > 0) {
    const more = open.length - listed;
    return open.slice(0, listed).map((tool, index) => {
      const rest = more > 0 && index === listed - 1 ? ` The same holds for ${more} more tools.` : "";
      return finding(policy, tool.action, tool.gatewayArn, `'${tool.action}'`, rest);
    });
  }
  if (covered.length > 0 || actionsOf(policy) !== "all") return [];
  const resource = gatewaysNamed(policy)[0] ?? "gateway/*";
  return [finding(policy, "Any Future Tools", resource, "every tool that is added", "")];
}

function finding(policy: Policy, action: string, resource: string, tool: string, rest: string): ScopeFinding {
  const permits = policy.effect === "permit";
  const aws =
    `Overly ${permits ? "Permissive" : "Restrictive"}: Policy Engine will ${permits ? "allow" : "deny"} every request ` +
    `for the specified principal (${principalType}), action (${action}) and resource (${resource}) combination if the ` +
    "policy is added or updated";
  const ours = permits
    ? `It lets every caller use ${tool} with any arguments, and no forbid in force narrows that. Add a condition on the ` +
      "caller or the arguments, such as `when { context.input.amount < 500 }`, or send validationMode " +
      "IGNORE_ALL_FINDINGS if this is what you mean."
    : `Nobody can use ${tool} while it is in force, whatever any permit says. For an emergency stop send ` +
      "validationMode IGNORE_ALL_FINDINGS; otherwise add a condition that says which calls to deny.";
  return { kind: permits ? "overly-permissive" : "overly-restrictive", message: `${aws}. ${ours}${rest}` };
}

/** No conditions, or only such as are literally true. */
function holdsAlways(policy: Policy): boolean {
  return policy.conditions.every(
    ({ kind, body }) => body.kind === "literal" && body.value === (kind === "when"),
  );
}

function holdsNever(policy: Policy): boolean {
  return policy.conditions.some(
    ({ kind, body }) => body.kind === "literal" && body.value === (kind === "unless"),
  );
}

function coversEveryCaller(policy: Policy): boolean {
  const { principal } = policy;
  const namesOne =
    principal.kind === "equals" ||
    principal.kind === "in" ||
    (principal.kind === "is" && principal.in !== undefined);
  return !namesOne && appliesToPrincipalType(policy, principalType);
}

function coversTool(policy: Policy, { action, gatewayArn }: GatewayTool): boolean {
  return (
    appliesToAction(policy, action, actionGroups(action)) &&
    scopeCovers(policy.resource, { type: "AgentCore::Gateway", id: gatewayArn })
  );
}

/** A forbid in force that may deny some call of the tool, so that not every request is allowed. */
function mayBeForbidden(others: readonly Policy[], tool: GatewayTool): boolean {
  return others.some(
    (other) =>
      other.effect === "forbid" &&
      !holdsNever(other) &&
      appliesToPrincipalType(other, principalType) &&
      coversTool(other, tool),
  );
}
