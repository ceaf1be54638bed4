/** The guide's policies, written anew with the same meaning, under the names it prints them with. */

const arn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";

const scope = (action: string, gateway: string, principal = "principal is AgentCore::OAuthUser") => `(
  ${principal},
  action == AgentCore::Action::"${action}",
  resource == AgentCore::Gateway::"${arn}/${gateway}"
)`;

const transfer = scope("PaymentTarget___transfer_funds", "payment");

const tier = (name: string, limit: number) => `permit${transfer}
when { principal.hasTag("tier") && principal.getTag("tier") == "${name}" && context.input.amount < ${limit} };`;

export const amountBased = `permit${transfer}
when {
  principal.hasTag("scope") && principal.getTag("scope") like "*payment:process*" && context.input.amount < 10000
};`;

export const premiumTier = tier("premium", 50_000);

export const standardTier = tier("standard", 10_000);

export const regional = `permit${scope("ShippingTarget___calculate_rate", "shipping")}
when { context.input has region && ["US", "CA", "UK"].contains(context.input.region) };`;

export const managers = `permit${scope("DecisionTarget___approve_decision", "decision")}
when {
  principal.hasTag("role") && ["manager", "director"].contains(principal.getTag("role")) &&
  context.input.amount > 100000
};`;

export const anyClaim = `permit${scope("InsuranceTarget___file_claim", "insurance")};`;

export const requiredDescription = `forbid${scope("InsuranceTarget___file_claim", "insurance")}
unless { context.input has description };`;

export const emergencyShutdown = "forbid(principal, action, resource);";

export const disableTool = `forbid${scope("PaymentTarget___transfer_funds", "payment", "principal")};`;

export const blockUser = `forbid(principal is AgentCore::OAuthUser, action, resource)
when { principal.hasTag("username") && principal.getTag("username") == "suspended-user" };`;

export const withoutTagCheck = `permit${transfer}
when { principal.getTag("role") == "admin" };`;

export const typeCheckOnResource = `permit(
  principal,
  action == AgentCore::Action::"PaymentTarget___transfer_funds",
  resource is AgentCore::Gateway
)
when { context.input.amount < 10 };`;

export const vague = "permit(principal, action, resource) when { the amount is reasonable };";

/** The guide's own policy of refunds, up to a limit. */
export const refundsUnder = (
  limit: number,
) => `permit${scope("RefundTarget___process_refund", "refund-gateway")}
when {
  principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < ${limit}
};`;
