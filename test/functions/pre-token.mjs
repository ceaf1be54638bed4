/** The function that a user pool asks before it signs tokens: it answers as the name of the app client says. */
export const handler = async (event) => {
  const told = { source: event.triggerSource, version: event.version, user: event.userName };
  const { userAttributes, groupConfiguration, scopes, clientMetadata } = event.request;
  if (clientMetadata?.fail !== undefined || userAttributes.nickname === "fail") throw new Error("not today");
  if (userAttributes.nickname === "garbage") return { response: { claimsAndScopeOverrideDetails: "yes" } };
  if (event.version === "1") {
    event.response.claimsOverrideDetails = {
      claimsToAddOrOverride: { told: JSON.stringify(told), sub: "forged" },
      claimsToSuppress: ["email"],
      groupOverrideDetails: { groupsToOverride: [...groupConfiguration.groupsToOverride, "added"] },
    };
    return event;
  }
  event.response.claimsAndScopeOverrideDetails = {
    idTokenGeneration: {
      claimsToAddOrOverride: { told, level: 3, aud: "forged" },
      claimsToSuppress: ["email"],
    },
    accessTokenGeneration: {
      claimsToAddOrOverride: {
        told: { ...told, scopes, clientMetadata },
        role: userAttributes["custom:role"] ?? "machine",
        username: "refund-agent",
        client_id: "forged",
      },
      scopesToAdd: ["extra/scope"],
    },
    ...(userAttributes.sub === undefined ? {} : { groupOverrideDetails: { groupsToOverride: ["only"] } }),
  };
  return event;
};
