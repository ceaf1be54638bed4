/** The story's policies, in the words of the guide that Toolgate was conceived from. */

/** The guide writes policies before their gateway exists and names it without the ten characters; both work here. */
const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway";

export const refundUnder500 = `permit(
  principal is AgentCore::OAuthUser,
  action == AgentCore::Action::"RefundTarget___process_refund",
  resource == AgentCore::Gateway::"${gatewayArn}"
)
when {
  principal.hasTag("username") &&
  principal.getTag("username") == "refund-agent" &&
  context.input.amount < 500
};`;

export const stopAllRefunds = `forbid(
  principal,
  action == AgentCore::Action::"RefundTarget___process_refund",
  resource == AgentCore::Gateway::"${gatewayArn}"
);`;
