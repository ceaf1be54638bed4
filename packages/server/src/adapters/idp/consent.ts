import type { Provider } from "oidc-provider";
import type { IdentityUser } from "./identity-file.ts";
import { signInScope } from "./request-url.ts";

/** The library's record of one authorization request that waits for the person. */
export type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** What the library's consent prompt says is asked for and not decided yet. */
interface MissingScopes {
  readonly missingOIDCScope?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}

/** The scopes that the app asks for and the user holds. */
export function grantable({ prompt }: Interaction, user: IdentityUser): readonly string[] {
  const { missingResourceScopes = {} } = prompt.details as MissingScopes;
  const asked = new Set(Object.values(missingResourceScopes).flat());
  return [...asked].filter((scope) => user.scopes.includes(scope));
}

/**
 * Grants what the user holds of what the app asks for, and gives the grant's id. Each sign-in has a grant of its own:
 * what was allowed once does not leak into the next. `openid` is never granted: an ID token could be taken for an access
 * token by a gateway that asks for no audience.
 */
export async function grantTo(
  provider: Provider,
  { params, prompt }: Interaction,
  user: IdentityUser,
): Promise<string> {
  const grant = new provider.Grant({ accountId: user.username, clientId: String(params.client_id) });
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details as MissingScopes;
  const holds = (scope: string) =>
    scope === signInScope || (scope !== "openid" && user.scopes.includes(scope));
  for (const scope of missingOIDCScope) {
    if (holds(scope)) grant.addOIDCScope(scope);
    else grant.rejectOIDCScope(scope);
  }
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    for (const scope of scopes) {
      if (holds(scope)) grant.addResourceScope(resource, scope);
      else grant.rejectResourceScope(resource, scope);
    }
  }
  return grant.save();
}
