/** Rules on how a policy is written that Cedar itself does not have. Source: AWS guide, policy validation; observed answers. */
import { actionsOf, gatewaysNamed, type PolicyJson } from "@toolgate/policy";

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
  policy: PolicyJson,
  options: { readonly strictAws: boolean; readonly gatewayLiterals: readonly string[] },
): string | undefined {
  if (policy.conditions.some(({ body }) => readsOutput(body))) return contextOutput;
  if (actionsOf(policy) !== "all" && gatewaysNamed(policy).length !== 1) {
    const paste = options.gatewayLiterals.map((literal) => `resource == ${literal}`).join(" or ");
    return `${constrainedAction} Write ${paste}.`;
  }
  if (options.strictAws && policy.resource.op === "All") return wildcardResource;
  return undefined;
}

function readsOutput(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(readsOutput);
  if (typeof node !== "object" || node === null) return false;
  const { left, attr } = node as { readonly left?: { readonly Var?: unknown }; readonly attr?: unknown };
  const first: unknown = Array.isArray(attr) ? attr[0] : attr;
  if (first === "output" && left?.Var === "context") return true;
  return Object.entries(node).some(([operator, operand]) => operator !== "Value" && readsOutput(operand));
}
