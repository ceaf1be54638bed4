/** The refund tool: a Lambda handler, run by Toolgate in a process of its own. */
export const handler = async (event, context) => ({
  refunded: event.amount,
  orderId: event.orderId,
  confirmation: `refund-${event.orderId}`,
  tool: context.clientContext?.custom?.bedrockAgentCoreToolName,
});
