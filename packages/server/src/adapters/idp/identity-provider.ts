import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { JSONWebKeySet } from "jose";
import { isLoopbackHost } from "../../loopback-host.ts";
import type { Clock } from "../../ports.ts";
import type { Sealer } from "../../sealer-port.ts";
import { openDynamicClients } from "./dynamic-clients.ts";
import type { Identities } from "./identity-file.ts";
import { loadIdentityKeys } from "./identity-keys.ts";
import { errorPage } from "./page.ts";
import { registerPasswordGrant } from "./password-grant.ts";
import { type GatewayResource, providerConfiguration } from "./provider-configuration.ts";
import { createRateLimit } from "./rate-limit.ts";
import { registrationEndpoint } from "./registration-endpoint.ts";
import { isMountedAt, libraryUrl, methodsForPages } from "./request-url.ts";
import { type Middleware, signInFlow } from "./sign-in-flow.ts";

export interface IdentityProviderOptions {
  /** Where it is mounted, on loopback: `http://127.0.0.1:4100/idp`. */
  readonly issuer: string;
  readonly identities: Identities;
  /** Keys, secrets and registered apps are kept here, so that they outlive a restart. */
  readonly dataFolder: string;
  /** Seals the keys. */
  readonly sealer: Sealer;
  /** The gateway that a resource indicator (RFC 8707) means. */
  readonly gatewayAt: (resource: string) => GatewayResource | undefined;
  readonly clock: Clock;
  /** Hears what went wrong inside the provider; what callers do wrong is answered to them. */
  readonly onError: (error: unknown) => void;
}

/** The built-in identity provider: an OAuth authorization server for local work, mounted below the issuer's path. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly discoveryUrl: string;
  /** Whether a request with that path is for `handler`: below the issuer's path, and its RFC 8414 metadata at the root. */
  owns(path: string): boolean;
  /** What web pages of allowed origins may do on the path: read the metadata, register, get tokens; never sign in. */
  methodsForPages(path: string): readonly string[] | undefined;
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** The public keys. */
  jwks(): Promise<JSONWebKeySet>;
}

/** Why the identity provider may not be served on this host, or undefined: it is made for local work and stays on loopback. */
export function identityProviderRefusal(host: string): string | undefined {
  if (isLoopbackHost(host)) return undefined;
  return `The built-in identity provider never listens off loopback, and ${JSON.stringify(host)} is not loopback. Listen on 127.0.0.1, or use an identity provider of your own.`;
}

const maxDynamicClients = 500;
const registrationsAMinute = 30;
const wrongPasswordsAMinute = 20;

/** Starts no server: mount `handler`. Throws a TypeError for an issuer off loopback, and what loading the keys and apps throws. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { issuer, identities, clock, gatewayAt } = options;
  const url = new URL(issuer);
  const refusal = identityProviderRefusal(url.hostname);
  if (refusal !== undefined) throw new TypeError(refusal);
  if (issuer.endsWith("/")) throw new TypeError(`The issuer ${issuer} must not end with a slash`);

  const keys = await loadIdentityKeys(options.dataFolder, options.sealer);
  const dynamicClients = await openDynamicClients({
    path: join(options.dataFolder, "idp-clients.json"),
    most: maxDynamicClients,
    now: () => clock.now(),
  });
  // Loaded here, since most servers run without it and it is large.
  const [{ Provider }, { createMemoryAdapter }, grants, errors, policy] = await Promise.all([
    import("oidc-provider/lib/provider.js"),
    import("oidc-provider/lib/adapters/memory_adapter.js"),
    import("oidc-provider/lib/helpers/grants.js"),
    import("oidc-provider/lib/helpers/errors.js"),
    import("oidc-provider/lib/helpers/interaction_policy/index.js"),
  ]);
  const mount = url.pathname === "/" ? "" : url.pathname;
  const parts = { errors, policy, createMemoryAdapter };
  const provider = new Provider(
    issuer,
    providerConfiguration({ issuer, mount, identities, keys, dynamicClients, gatewayAt, parts }),
  );
  registerPasswordGrant(provider, identities.users, { grants, errors });
  const aMinute = (most: number) => createRateLimit({ most, windowMs: 60_000, clock });
  provider.use(registrationEndpoint(dynamicClients, aMinute(registrationsAMinute)));
  provider.use(
    signInFlow({
      provider,
      users: identities.users,
      clients: dynamicClients,
      gatewayName: (resource) => gatewayAt(resource)?.name,
      attempts: aMinute(wrongPasswordsAMinute),
      SessionNotFound: errors.SessionNotFound,
    }),
  );
  provider.use(withoutEmptyScope);
  provider.use(nothingThere);
  provider.on("server_error", (_ctx, error) => options.onError(error));
  // Without a listener of ours Koa prints to the console.
  const emitter: EventEmitter = provider;
  emitter.on("error", options.onError);

  const callback = provider.callback();
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    owns: (path) => isMountedAt(mount, path),
    methodsForPages: (path) =>
      isMountedAt(mount, path) ? methodsForPages(libraryUrl(mount, path)) : undefined,
    handler(request, response) {
      if (!isLoopbackHost(hostnameOf(request))) {
        response.writeHead(421, { "content-type": "application/json" });
        response.end(JSON.stringify({ message: `The identity provider answers at ${issuer} only.` }));
        return;
      }
      const inner = libraryUrl(mount, request.url ?? "/");
      // The library finds out by the two where it is mounted.
      Object.assign(request, { originalUrl: mount + inner, url: inner });
      callback(request, response).catch(options.onError);
    },
    async jwks() {
      return { keys: keys.signingKeys.map(({ d: _private, ...publicKey }) => publicKey) };
    },
  };
}

/** An empty scope is none (RFC 6749, 3.3), and some clients trip over one. */
const withoutEmptyScope: Middleware = async (ctx, next) => {
  await next();
  const { body } = ctx;
  if (typeof body === "object" && body !== null && "scope" in body && body.scope === "") delete body.scope;
};

/** For people who open an address of the identity provider themselves. */
const nothingThere: Middleware = async (ctx, next) => {
  await next();
  if (ctx.status !== 404 || ctx.body !== undefined || ctx.accepts("json", "html") !== "html") return;
  const title = "There is no page here";
  const sentences = ["People sign in from an app: paste a gateway's URL where it asks for an MCP server."];
  const { headers, body } = errorPage({ status: 404, title, sentences });
  ctx.status = 404;
  ctx.set({ ...headers });
  ctx.body = body;
};

function hostnameOf(request: IncomingMessage): string {
  const base = `http://${request.headers.host ?? ""}`;
  return URL.canParse(base) ? new URL(base).hostname : "";
}
