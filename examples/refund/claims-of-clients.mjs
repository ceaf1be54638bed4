/** What Cognito puts into clients' tokens: a pre token generation trigger of version V3_0, by the scope that is asked for. */
const claims = {
  "refund-gateway/invoke": { claimsToAddOrOverride: { username: "refund-agent" } },
  "test-gateway/invoke": { claimsToAddOrOverride: { username: "refund-agent" } },
  "payment/invoke": { claimsToAddOrOverride: { tier: "standard" }, scopesToAdd: ["payment:process"] },
  "decision/invoke": { claimsToAddOrOverride: { role: "manager" } },
};

export const handler = async (event) => {
  const [scope] = event.request.scopes ?? [];
  const accessTokenGeneration = claims[scope] ?? {};
  return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
};
