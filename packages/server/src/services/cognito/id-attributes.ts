import type { PoolClient, UserPool } from "./cognito-model.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * The attributes that an ID token or /oauth2/userInfo tells a client: those it may read, of those its scopes name.
 * `openid` alone stands for all. Source: Amazon Cognito developer guide, scopes.
 */
export function idAttributes(
  { schema }: UserPool,
  client: PoolClient,
  { user, scopes, oauth }: Pick<SignIn, "user" | "scopes" | "oauth">,
): Record<string, unknown> {
  const { readAttributes: readable } = client;
  const some = ["email", "phone", "profile"].some((scope) => scopes.includes(scope));
  const named = (attribute: string) => {
    if (!oauth || !some) return true;
    if (attribute === "email" || attribute === "email_verified") return scopes.includes("email");
    if (attribute === "phone_number" || attribute === "phone_number_verified")
      return scopes.includes("phone");
    return scopes.includes("profile");
  };
  const told = Object.entries(user.attributes).filter(
    ([name, value]) => value !== "" && named(name) && (readable === undefined || readable.includes(name)),
  );
  return Object.fromEntries(
    told.map(([name, value]) => {
      const type = schema.find(({ Name }) => Name === name)?.AttributeDataType;
      // Custom attributes are text in tokens, whatever their type.
      return [
        name,
        type === "Boolean" && !name.startsWith("custom:") ? value.toLowerCase() === "true" : value,
      ];
    }),
  );
}
