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
  /** The kinds of callers that its gateway has; one with a token unless told. */
  readonly principalTypes?: readonly PrincipalType[] | undefined;
}

type PrincipalType = Principal["type"];

/** One tool as callers of one kind use it. */
interface Use extends Pick<GatewayTool, "action" | "gatewayArn"> {
  readonly principalType: PrincipalType;
}

/** More than these are counted, not listed. */
const listed = 10;
const usualPrincipalTypes: readonly PrincipalType[] = ["AgentCore::OAuthUser"];

/**
 * What can be said without a solver: a policy without conditions allows or denies every request in its scope. One finding a
 * tool, at most ten. Source: AWS guide, "Validate and test policies", findings of CreatePolicy.
 */
export function scopeFindings({ policy, others, tools }: ScopeQuestion): readonly ScopeFinding[] {
  if (!holdsAlways(policy) || namesOneCaller(policy)) return [];
  const covered = usesOf(tools).filter((use) => covers(policy, use));
  const open = covered.filter((use) => policy.effect === "forbid" || !mayBeForbidden(others, use));
  if (open.length > 0) {
    const more = open.length - listed;
    return open.slice(0, listed).map((use, index) => {
      const rest = more > 0 && index === listed - 1 ? ` The same holds for ${more} more tools.` : "";
      return finding(policy, use, `'${use.action}'`, rest);
    });
  }
  return futureTools(policy, tools);
}

/** A policy on any action covers the tools that its engine does not have yet. */
export function futureTools(policy: Policy, tools: readonly GatewayTool[]): readonly ScopeFinding[] {
  const isBare = holdsAlways(policy) && !namesOneCaller(policy) && actionsOf(policy) === "all";
  if (!isBare || usesOf(tools).some((use) => covers(policy, use))) return [];
  const gatewayArn = gatewaysNamed(policy)[0] ?? "gateway/*";
  return usualPrincipalTypes
    .filter((type) => appliesToPrincipalType(policy, type))
    .map((principalType) =>
      finding(
        policy,
        { principalType, action: "Any Future Tools", gatewayArn },
        "every tool that is added",
        "",
      ),
    );
}

function usesOf(tools: readonly GatewayTool[]): readonly Use[] {
  return tools.flatMap(({ action, gatewayArn, principalTypes = usualPrincipalTypes }) =>
    principalTypes.map((principalType) => ({ action, gatewayArn, principalType })),
  );
}

/** AWS's sentence of the two that CreatePolicy's findings have. Source: AWS guide, "Validate and test policies". */
export function findingSentence(
  effect: Policy["effect"],
  { principalType, action, gatewayArn }: Use,
): string {
  const permits = effect === "permit";
  return (
    `Overly ${permits ? "Permissive" : "Restrictive"}: Policy Engine will ${permits ? "allow" : "deny"} every request ` +
    `for the specified principal (${principalType}), action (${action}) and resource (${gatewayArn}) combination if the ` +
    "policy is added or updated"
  );
}

function finding(policy: Policy, use: Use, tool: string, rest: string): ScopeFinding {
  const permits = policy.effect === "permit";
  const aws = findingSentence(policy.effect, use);
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

function namesOneCaller({ principal }: Policy): boolean {
  return (
    principal.kind === "equals" ||
    principal.kind === "in" ||
    (principal.kind === "is" && principal.in !== undefined)
  );
}

function covers(policy: Policy, { action, gatewayArn, principalType }: Use): boolean {
  return (
    appliesToPrincipalType(policy, principalType) &&
    appliesToAction(policy, action, actionGroups(action)) &&
    scopeCovers(policy.resource, { type: "AgentCore::Gateway", id: gatewayArn })
  );
}

/** A forbid in force that may deny some call of the tool, so that not every request is allowed. */
function mayBeForbidden(others: readonly Policy[], use: Use): boolean {
  return others.some((other) => other.effect === "forbid" && !holdsNever(other) && covers(other, use));
}
