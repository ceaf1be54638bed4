/** A Lambda handler: the event is the tool's arguments. */
export const handler = async ({ orderId, amount }) => ({ refunded: amount, orderId });
