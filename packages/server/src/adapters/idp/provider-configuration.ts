import type { AccessToken, ClientCredentials, Configuration } from "oidc-provider";
import type { DynamicClients } from "./dynamic-clients.ts";
import { defaultAudience, type Identities } from "./identity-file.ts";
import type { IdentityKeys } from "./identity-keys.ts";
import { providerAdapter } from "./provider-adapter.ts";
import { renderError } from "./render-error.ts";
import { signInScope } from "./request-url.ts";

/** The parts of oidc-provider that its configuration needs; handed in, because the package is loaded only where it is used. */
export interface ConfigurationParts {
  readonly errors: typeof import("oidc-provider/lib/helpers/errors.js");
  readonly policy: typeof import("oidc-provider/lib/helpers/interaction_policy/index.js");
  readonly createMemoryAdapter: typeof import("oidc-provider/lib/adapters/memory_adapter.js").createMemoryAdapter;
}

/** A gateway that tokens can be for. */
export interface GatewayResource {
  readonly url: string;
  readonly name: string;
}

const clockToleranceSeconds = 0;
const tokenSeconds = 3_600;
const signInSeconds = 900;
/** How long a sign-in can be refreshed before the person is asked again. */
const refreshSeconds = 14 * 24 * 3_600;
/** Tokens are for gateways, whichever the client names as its resource (RFC 8707); `audience` in the file says their `aud`. */
const defaultResource = "urn:toolgate:gateways";
/** How the built-in identity provider is set up. docs/decisions/0004, 0010. */
export function providerConfiguration(options: {
  readonly issuer: string;
  /** The issuer's path. */
  readonly mount: string;
  readonly identities: Identities;
  readonly keys: IdentityKeys;
  readonly dynamicClients: DynamicClients;
  readonly gatewayAt: (resource: string) => GatewayResource | undefined;
  readonly parts: ConfigurationParts;
}): Configuration {
  const { issuer, mount, identities, keys, dynamicClients, gatewayAt, parts } = options;
  const clients = new Map(identities.clients.map((client) => [client.client_id, client]));
  const users = new Map(identities.users.map((user) => [user.username, user]));
  const scopes = [...identities.clients, ...identities.users].flatMap((holder) => holder.scopes);
  const { port } = new URL(issuer);

  const claimsOf = (token: AccessToken | ClientCredentials) => {
    if (token.kind === "ClientCredentials") return clients.get(token.clientId ?? "")?.claims ?? {};
    const user = users.get(token.accountId);
    return user === undefined ? {} : { username: user.username, ...user.claims };
  };
  return {
    adapter: providerAdapter(dynamicClients, () => parts.createMemoryAdapter(clockToleranceSeconds)),
    clients: identities.clients.map((client) => ({
      client_id: client.client_id,
      client_secret: client.client_secret,
      grant_types: ["client_credentials", "password"],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: "ES256",
      ...(client.scopes.length === 0 ? {} : { scope: client.scopes.join(" ") }),
    })),
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    clientBasedCORS: () => false,
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    clockTolerance: clockToleranceSeconds,
    cookies: {
      keys: keys.cookieSecrets,
      // Cookies know no ports: another Toolgate on this computer has cookies of its own.
      names: {
        session: `toolgate_${port}_session`,
        interaction: `toolgate_${port}_sign_in`,
        resume: `toolgate_${port}_resume`,
      },
      long: { httpOnly: true, sameSite: "lax", path: mount || "/" },
      short: { httpOnly: true, sameSite: "lax" },
    },
    discovery: { registration_endpoint: `${issuer}/reg` },
    expiresWithSession: () => false,
    findAccount: (_ctx, accountId) =>
      users.has(accountId) ? { accountId, claims: async () => ({ sub: accountId }) } : undefined,
    interactions: {
      policy: alwaysAsk(parts.policy),
      url: (_ctx, interaction) => `${mount}/interaction/${interaction.uid}`,
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    jwks: { keys: keys.signingKeys },
    loadExistingGrant: async (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    pkce: { required: () => true },
    renderError,
    responseTypes: ["code"],
    rotateRefreshToken: true,
    scopes: [...new Set(["openid", signInScope, ...scopes])],
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: tokenSeconds,
      Grant: refreshSeconds,
      IdToken: tokenSeconds,
      Interaction: signInSeconds,
      RefreshToken: refreshSeconds,
      Session: signInSeconds,
    },
    extraTokenClaims: (_ctx, token) => claimsOf(token),
    formats: {
      customizers: {
        // The library puts its own `sub` over the extra claims, and knows one audience only.
        jwt: (_ctx, token, jwt) => {
          const { sub } = claimsOf(token);
          if (typeof sub === "string") jwt.payload.sub = sub;
          const { aud } = jwt.payload;
          const isSignIn = !clients.has(token.clientId ?? "");
          if (isSignIn && aud !== defaultAudience) jwt.payload.aud = [aud, defaultAudience];
        },
      },
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      // Gateways do not check proofs, so a token must not look as if it were bound to one.
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => defaultResource,
        getResourceServerInfo: (_ctx, resource, client) => {
          const known = clients.get(client.clientId);
          const gateway = gatewayAt(resource);
          if (known === undefined && gateway === undefined && resource !== defaultResource) {
            throw new parts.errors.InvalidTarget(
              `there is no gateway at ${resource.slice(0, 200)} on this Toolgate`,
            );
          }
          return {
            scope: (known?.scopes ?? scopes).join(" "),
            audience: known?.audience ?? gateway?.url ?? defaultAudience,
            accessTokenFormat: "jwt",
            accessTokenTTL: tokenSeconds,
            jwt: { sign: { alg: "ES256" } },
          };
        },
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
  };
}

/** The password is asked for every time: cookies on loopback reach every port of this computer, so none may be enough. */
function alwaysAsk({ base, Check }: ConfigurationParts["policy"]) {
  const policy = base();
  const always = new Check("always", "the person signs in every time", "login_required", (ctx) => {
    return ctx.oidc.result?.login === undefined;
  });
  policy.get("login")?.checks.add(always);
  return policy;
}
