/** What both benches decide on: tools with five policies each in the shapes of the refund guide, and callers' claims. */

const schema = {
  type: "object",
  properties: {
    orderId: { type: "string" },
    amount: { type: "integer" },
    region: { type: "string" },
    reason: { type: "string" },
  },
  required: ["orderId", "amount"],
};

export const toolCount = 200;
export const policiesPerTool = 5;

export function toolName(index) {
  return `process_refund_${index}`;
}

/** The definitions that the MCP server lists. */
export const tools = Array.from({ length: toolCount }, (_, index) => ({
  name: toolName(index),
  description: `Refunds an order of shop ${index}`,
  inputSchema: schema,
}));

export const toolSchema = schema;

/** The arguments of call `index`: allowed, and never the same twice in a row. */
export function argumentsOf(index) {
  return { orderId: `order-${1_000 + index}`, amount: 100 + (index % 300), region: "EU", reason: "damaged" };
}

/** The claims of a caller whom the policies allow, filled up with others to `count`. */
export function claimsOf(count) {
  const claims = { username: "refund-agent", scope: "openid refund:write profile", role: "manager" };
  for (let index = 3; index < count; index += 1)
    claims[`attribute_${index}`] = `value ${index} of this caller`;
  return claims;
}

/**
 * Five Cedar policies for tool `index`: by name and amount, by scope, by region, by role, and a forbid. Limits and names are
 * the tool's own, since an evaluator may keep conditions that are the same once.
 */
export function policiesOf(index, action, gatewayArn) {
  const scope = `(principal is AgentCore::OAuthUser, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${gatewayArn}")`;
  return [
    `permit${scope} when { principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < ${500 + index} };`,
    `permit${scope} when { principal.hasTag("scope") && principal.getTag("scope") like "*refund:write*" && context.input.amount < ${200 + index} };`,
    `permit${scope} when { context.input has region && ["US", "CA", "R${index}"].contains(context.input.region) && context.input.amount < ${100 + index} };`,
    `permit${scope} when { principal.hasTag("role") && ["manager", "clerk-${index}"].contains(principal.getTag("role")) };`,
    `forbid${scope} unless { context.input has reason && context.input.reason != "none-${index}" };`,
  ];
}
