/** The HTTP face of user pools: by path on Toolgate's own port, and under Cognito's own names where those lead here. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { UnreadableBody } from "../read-bounded.ts";
import { discoveryDocument } from "./discovery-document.ts";
import { authorizeRoute, loginRoute } from "./login-route.ts";
import { logoutRoute } from "./logout-route.ts";
import { revokeRoute, tokenRoute, userInfoRoute } from "./oauth-routes.ts";
import { isPoolHost, isPoolPath, type PoolAddress, poolAddress } from "./pool-address.ts";
import type { PoolHostDeps } from "./pool-host-deps.ts";

/** Pools as a server sees them. */
export interface PoolHost {
  /** Whether a path on Toolgate's own hosts is for pools. */
  owns(path: string): boolean;
  /** Whether the host is Cognito's name for pools that live here. Nothing but pools may be served under it. */
  ownsHost(host: string): boolean;
  /** What web pages of allowed origins may do on the path; never sign in. */
  methodsForPages(path: string): readonly string[] | undefined;
  handler(request: IncomingMessage, response: ServerResponse): void;
}

type Route = (deps: PoolHostDeps, at: PoolAddress, request: Request) => Promise<Response>;

const routes = new Map<string, Readonly<Record<string, Route>>>([
  ["/oauth2/token", { POST: tokenRoute }],
  ["/oauth2/revoke", { POST: revokeRoute }],
  ["/oauth2/userInfo", { GET: userInfoRoute, POST: userInfoRoute }],
  ["/oauth2/authorize", { GET: authorizeRoute }],
  ["/login", { GET: loginRoute, POST: loginRoute }],
  ["/logout", { GET: logoutRoute }],
]);

const documents = new Map<string, Readonly<Record<string, Route>>>([
  ["/.well-known/openid-configuration", { GET: discoveryRoute }],
  ["/.well-known/jwks.json", { GET: keysRoute }],
]);

export function createPoolHost(deps: PoolHostDeps): PoolHost {
  const { directory, log } = deps;
  const listener = getRequestListener(
    async (request) => {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof UnreadableBody)
          return Response.json({ message: error.message }, { status: 413 });
        log.error({ err: error }, "a user pool's endpoint failed");
        return Response.json(
          { error: "server_error", error_description: "Toolgate's log says what." },
          { status: 500 },
        );
      }
    },
    { overrideGlobalObjects: false },
  );

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const at = poolAddress(directory, request.headers.get("host") ?? "", pathname);
    const methods = at && routesAt(at).get(at.path);
    if (at === undefined || methods === undefined) {
      const message = `There is no user pool's endpoint at ${pathname.slice(0, 200)}: a pool that lives here answers at /cognito/<pool id>/oauth2/token and its like.`;
      return Response.json({ message }, { status: 404 });
    }
    const route = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (route !== undefined) return route(deps, at, request);
    const allow = Object.keys(methods).join(", ");
    return Response.json({ message: `Send ${allow} there.` }, { status: 405, headers: { allow } });
  }

  return {
    owns: isPoolPath,
    ownsHost: (host) => isPoolHost(directory, host),
    methodsForPages(path) {
      if (!isPoolPath(path)) return undefined;
      const own = path.replace(/^\/cognito\/[\w-]{1,55}/, "");
      if (documents.has(own)) return ["GET"];
      return own.startsWith("/oauth2/") && own !== "/oauth2/authorize" && routes.has(own)
        ? Object.keys(routes.get(own) ?? {})
        : undefined;
    },
    handler: (request, response) => void listener(request, response),
  };
}

function routesAt({ host }: PoolAddress): ReadonlyMap<string, Readonly<Record<string, Route>>> {
  switch (host) {
    case "toolgate":
      return new Map([...routes, ...documents]);
    case "domain":
      return routes;
    case "issuer":
      return documents;
  }
}

async function discoveryRoute(_deps: PoolHostDeps, at: PoolAddress, request: Request): Promise<Response> {
  return Response.json(discoveryDocument(at, request.headers.get("host") ?? ""));
}

async function keysRoute(_deps: PoolHostDeps, { pool }: PoolAddress): Promise<Response> {
  return Response.json(await pool.jwks());
}
