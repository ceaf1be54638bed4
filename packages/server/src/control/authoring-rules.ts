/** Rules on how a policy is written that Cedar itself does not have. Source: AWS guide, policy validation; observed answers. */
import { actionsOf, type Policy as CedarPolicy, gatewaysNamed, nodesOf } from "@toolgate/policy";

const constrainedAction =
  "When parsing the policy statement, a constrained action scope was encountered, please constrain the resource " +
  "to a specific AgentCore::Gateway resource when creating tool-specific policies.";
const wildcardResource =
  "When parsing the policy statement, a wildcard resource was detected. To avoid unexpected behavior changes, " +
  "please constrain the resource either to a specific AgentCore::Gateway resource or to the AgentCore::Gateway resource type.";
const contextOutput =
  "The policy references 'context.output' but the policy has an authorization effect. " +
  "Use 'context.input.*' data paths: a call is decided before its tool has answered.";

/** The first rule that the policy breaks, or undefined. `gatewayLiterals` are what its resource could be, best first. */
export function authoringFault(
  policy: CedarPolicy,
  options: { readonly strictAws: boolean; readonly gatewayLiterals: readonly string[] },
): string | undefined {
  if (readsOutput(policy)) return contextOutput;
  if (actionsOf(policy) !== "all" && gatewaysNamed(policy).length !== 1) {
    const paste = options.gatewayLiterals.map((literal) => `resource == ${literal}`).join(" or ");
    return `${constrainedAction} Write ${paste}.`;
  }
  if (options.strictAws && policy.resource.kind === "any") return wildcardResource;
  return undefined;
}

function readsOutput(policy: CedarPolicy): boolean {
  for (const node of nodesOf(policy)) {
    const first = node.kind === "member" ? node.name : node.kind === "has" ? node.path[0] : undefined;
    if (first !== "output" || !("operand" in node)) continue;
    if (node.operand.kind === "variable" && node.operand.name === "context") return true;
  }
  return false;
}
