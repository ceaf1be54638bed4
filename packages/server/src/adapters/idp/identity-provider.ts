import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { JSONWebKeySet } from "jose";
import type { AccessToken, ClientCredentials, Configuration } from "oidc-provider";
import { isLoopbackHost } from "../../loopback-host.ts";
import type { Identities } from "./identity-file.ts";
import { type IdentityKeys, loadIdentityKeys } from "./identity-keys.ts";
import { registerPasswordGrant } from "./password-grant.ts";

export interface IdentityProviderOptions {
  /** Where it is mounted, on loopback: `http://127.0.0.1:4100/idp`. */
  readonly issuer: string;
  readonly identities: Identities;
  /** Keys and secrets are kept here, so that tokens outlive a restart. */
  readonly dataFolder: string;
  /** Hears what went wrong inside the provider; what callers do wrong is answered to them. */
  readonly onError: (error: unknown) => void;
}

/** The built-in identity provider: an OAuth authorization server for local work, mounted below the issuer's path. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly discoveryUrl: string;
  /** Answers a request whose path starts with the issuer's path. */
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** The public keys. */
  jwks(): Promise<JSONWebKeySet>;
}

/** Why the identity provider may not be served on this host, or undefined: it is made for local work and stays on loopback. */
export function identityProviderRefusal(host: string): string | undefined {
  if (isLoopbackHost(host)) return undefined;
  return `The built-in identity provider never listens off loopback, and ${JSON.stringify(host)} is not loopback. Listen on 127.0.0.1, or use an identity provider of your own.`;
}

/** Starts no server: mount `handler`. Throws a TypeError for an issuer off loopback, and what loading the keys throws. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { issuer, identities } = options;
  const url = new URL(issuer);
  const refusal = identityProviderRefusal(url.hostname);
  if (refusal !== undefined) throw new TypeError(refusal);
  if (issuer.endsWith("/")) throw new TypeError(`The issuer ${issuer} must not end with a slash`);

  const keys = await loadIdentityKeys(options.dataFolder);
  // Loaded here, since most servers run without it and it is large.
  const [{ Provider }, { createMemoryAdapter }, grants, errors] = await Promise.all([
    import("oidc-provider/lib/provider.js"),
    import("oidc-provider/lib/adapters/memory_adapter.js"),
    import("oidc-provider/lib/helpers/grants.js"),
    import("oidc-provider/lib/helpers/errors.js"),
  ]);
  const provider = new Provider(issuer, {
    ...configurationOf(identities, keys),
    adapter: createMemoryAdapter(clockToleranceSeconds),
  });
  registerPasswordGrant(provider, identities.users, { grants, errors });
  provider.on("server_error", (_ctx, error) => options.onError(error));
  // Without a listener of ours Koa prints to the console.
  const emitter: EventEmitter = provider;
  emitter.on("error", options.onError);

  const mount = url.pathname === "/" ? "" : url.pathname;
  const callback = provider.callback();
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    handler(request, response) {
      if (!isLoopbackHost(hostnameOf(request))) {
        response.writeHead(421, { "content-type": "application/json" });
        response.end(JSON.stringify({ message: `The identity provider answers at ${issuer} only.` }));
        return;
      }
      const originalUrl = request.url ?? "/";
      // The library finds out by the two where it is mounted.
      Object.assign(request, { originalUrl, url: originalUrl.slice(mount.length) || "/" });
      callback(request, response).catch(options.onError);
    },
    async jwks() {
      return { keys: keys.signingKeys.map(({ d: _private, ...publicKey }) => publicKey) };
    },
  };
}

const clockToleranceSeconds = 0;
const tokenSeconds = 3_600;
/** Tokens are for gateways, whichever the client names as its resource (RFC 8707); `audience` in the file says their `aud`. */
const defaultResource = "urn:toolgate:gateways";

function configurationOf(identities: Identities, keys: IdentityKeys): Configuration {
  const clients = new Map(identities.clients.map((client) => [client.client_id, client]));
  const users = new Map(identities.users.map((user) => [user.username, user]));

  const claimsOf = (token: AccessToken | ClientCredentials) => {
    if (token.kind === "ClientCredentials") return clients.get(token.clientId ?? "")?.claims ?? {};
    const user = users.get(token.accountId);
    return user === undefined ? {} : { username: user.username, ...user.claims };
  };
  return {
    clients: identities.clients.map((client) => ({
      client_id: client.client_id,
      client_secret: client.client_secret,
      grant_types: ["client_credentials", "password"],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: "ES256",
      ...(client.scopes.length === 0 ? {} : { scope: client.scopes.join(" ") }),
    })),
    // Browser log-in is not built yet; left at its default the endpoint would pretend that it is.
    responseTypes: [],
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = "json";
      ctx.body = JSON.stringify(out);
    },
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    clockTolerance: clockToleranceSeconds,
    cookies: { keys: keys.cookieSecrets },
    jwks: { keys: keys.signingKeys },
    scopes: [...new Set(["openid", ...identities.clients.flatMap((client) => client.scopes)])],
    ttl: { AccessToken: tokenSeconds, ClientCredentials: tokenSeconds },
    extraTokenClaims: (_ctx, token) => claimsOf(token),
    formats: {
      customizers: {
        // The library puts its own `sub` over the extra claims.
        jwt: (_ctx, token, jwt) => {
          const { sub } = claimsOf(token);
          if (typeof sub === "string") jwt.payload.sub = sub;
        },
      },
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => defaultResource,
        getResourceServerInfo: (_ctx, _resource, client) => ({
          scope: clients.get(client.clientId)?.scopes.join(" ") ?? "",
          audience: clients.get(client.clientId)?.audience ?? "toolgate",
          accessTokenFormat: "jwt",
          accessTokenTTL: tokenSeconds,
          jwt: { sign: { alg: "ES256" } },
        }),
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
  };
}

function hostnameOf(request: IncomingMessage): string {
  const base = `http://${request.headers.host ?? ""}`;
  return URL.canParse(base) ? new URL(base).hostname : "";
}
