import type { Provider } from "oidc-provider";
import { checkPassword } from "./check-password.ts";
import type { IdentityUser } from "./identity-file.ts";

/** The parts of oidc-provider that the grant needs; handed in, because the package is loaded only where it is used. */
export interface GrantParts {
  readonly grants: typeof import("oidc-provider/lib/helpers/grants.js");
  readonly errors: typeof import("oidc-provider/lib/helpers/errors.js");
}

/**
 * Lets a client trade a user's name and password for a token, so that a terminal or a test needs no browser.
 * Only fit for an identity provider on loopback: OAuth 2.1 has dropped this grant. Source: RFC 6749, section 4.3.
 */
export function registerPasswordGrant(
  provider: Provider,
  users: readonly IdentityUser[],
  parts: GrantParts,
): void {
  const { grants, errors } = parts;
  const handler: Parameters<typeof provider.registerGrantType>[1] = async (ctx) => {
    const { username, password } = ctx.oidc.params;
    if (typeof username !== "string" || typeof password !== "string") {
      throw new errors.InvalidRequest("the parameters username and password are required");
    }
    const user = checkPassword(users, username, password);
    if (user === undefined) throw new errors.InvalidGrant("the username or the password is wrong");
    const [resourceServer] = await grants.resolveRequestedResources(provider, ctx);
    if (resourceServer === undefined) throw new errors.InvalidRequest("the resource is unknown");
    const granted = new Set(resourceServer.scope.split(" "));
    const scopes = [...grants.validateClientScope(provider, ctx)].filter((scope) => granted.has(scope));
    const token = new provider.AccessToken({
      client: ctx.oidc.client,
      // Not `sub`: two users may share one.
      accountId: user.username,
      resourceServer,
      scope: scopes.join(" ") || undefined,
      grantId: "",
      gty: "password",
    });
    ctx.oidc.entity("AccessToken", token);
    ctx.body = grants.buildTokenResponse(provider, {
      accessToken: await token.save(),
      expiresIn: token.expiration,
      scope: token.scope,
      tokenType: token.tokenType,
    });
  };
  provider.registerGrantType("password", handler, ["username", "password", "scope", "resource"]);
}
