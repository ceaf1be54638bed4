/** The listening servers: guard first, then the MCP endpoint on raw node:http, then everything else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { Guard } from "./guard.ts";
import { isFromThisMachine, isLocalRequest } from "./local-request.ts";
import type { McpDeps } from "./mcp/mcp-deps.ts";
import { answerMcp, gatewayIdOf } from "./mcp/mcp-endpoint.ts";
import type { OwnEnv } from "./own-operations.ts";
import { answerPage, type PageAccess } from "./page-access.ts";
import { answerUnreadable } from "./unreadable-request.ts";
import type { PoolHost } from "./user-pools/pool-host.ts";

export interface HttpServerDeps {
  readonly mcp: McpDeps;
  readonly guard: Guard;
  /** For pages of other origins that the guard let through. */
  readonly pages?: PageAccess | undefined;
  /** For requests made on this machine. */
  readonly app: Pick<Hono<OwnEnv>, "fetch">;
  /** For all others. */
  readonly publicApp: Pick<Hono<OwnEnv>, "fetch"> | Pick<Hono, "fetch">;
  /** The built-in identity provider, for requests made on this machine. */
  readonly identityProvider?: Mounted | undefined;
  /** User pools, for requests made on this machine. */
  readonly userPools?: PoolHost | undefined;
  /** Without it the server has no MCP endpoint (the control port). */
  readonly serveMcp: boolean;
}

/** Something that answers paths of its own. */
interface Mounted {
  owns(path: string): boolean;
  handler(request: IncomingMessage, response: ServerResponse): void;
}

export function createHttpServer(deps: HttpServerDeps): Server {
  const listenerOf = (app: Pick<Hono<OwnEnv>, "fetch"> | Pick<Hono, "fetch">) =>
    getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const [listener, publicListener] = [listenerOf(deps.app), listenerOf(deps.publicApp)];
  const server = createServer(
    // The guard says what is wrong with a Host that is missing.
    {
      requestTimeout: 60_000,
      headersTimeout: 15_000,
      // Node looks every 30 seconds, unless told.
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 32_768,
      requireHostHeader: false,
    },
    (request, response) => {
      const refusal = deps.guard(request);
      if (refusal !== undefined) return refuse(response, refusal);
      if (request.httpVersionMajor > 1) {
        return refuse(response, { status: 505, message: "HTTP/1.1 is spoken here, and no later one." });
      }
      const path = pathOf(request.url ?? "/");
      if (deps.userPools?.ownsHost(request.headers.host ?? "")) {
        if (isFromThisMachine(request)) return deps.userPools.handler(request, response);
        return refuse(response, {
          status: 403,
          message: "User pools answer requests made on this machine only.",
        });
      }
      const { origin } = request.headers;
      const methods = origin === undefined ? undefined : deps.pages?.methodsFor(origin, path);
      if (origin !== undefined && methods !== undefined && answerPage(request, response, { origin, methods }))
        return;
      const gatewayId = deps.serveMcp ? gatewayIdOf(path) : undefined;
      if (gatewayId !== undefined) return void answerMcp(deps.mcp, gatewayId, request, response);
      if (!isLocalRequest(request)) return void publicListener(request, response);
      if (deps.identityProvider?.owns(path)) return deps.identityProvider.handler(request, response);
      if (deps.userPools?.owns(path)) return deps.userPools.handler(request, response);
      return void listener(request, response);
    },
  );
  server.keepAliveTimeout = 65_000;
  answerUnreadable(server);
  return server;
}

function refuse(
  response: ServerResponse,
  refusal: { readonly status: number; readonly message: string },
): void {
  const body = JSON.stringify({ message: refusal.message });
  response
    .writeHead(refusal.status, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      connection: "close",
    })
    .end(body);
}

function pathOf(url: string): string {
  const end = url.includes("?") || url.includes("#") ? url.search(/[?#]/) : -1;
  return end === -1 ? url : url.slice(0, end);
}

/** Listens and resolves with the port, which is the kernel's choice for port 0. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

const sweepMillis = 50;

/** Stops accepting, lets what is under way end within the grace (milliseconds), then closes what is left. */
export function drain(server: Server, graceMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMillis);
    // A kept-alive connection becomes idle only when its answer has been given, and nobody would close it then.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMillis);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
