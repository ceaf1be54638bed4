/** Web pages of other origins: which the operator let in, and what they may reach. docs/decisions/0015. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { gatewayIdOf } from "./mcp/mcp-endpoint.ts";

export interface PageAccess {
  /** The methods that a page of the origin may use on the path; undefined where pages of that origin have no business. */
  methodsFor(origin: string, path: string): readonly string[] | undefined;
  /** Whether pages can be let in on the path at all. */
  isOpen(path: string): boolean;
}

/** `elsewhere` says it for paths that are not the gateways'. */
export function createPageAccess(options: {
  readonly allowedOrigins: readonly string[];
  readonly elsewhere: (path: string) => readonly string[] | undefined;
}): PageAccess {
  const allowed = new Set(options.allowedOrigins);
  const methodsAt = (path: string) => gatewayMethods(path) ?? options.elsewhere(path);
  return {
    methodsFor: (origin, path) => (allowed.has(origin) ? methodsAt(path) : undefined),
    isOpen: (path) => methodsAt(path) !== undefined,
  };
}

const metadataPath =
  /^(?:\/\.well-known\/oauth-protected-resource\/gateways\/[0-9a-z-]{1,111}\/mcp|\/gateways\/[0-9a-z-]{1,111}\/\.well-known\/oauth-protected-resource)$/;

function gatewayMethods(path: string): readonly string[] | undefined {
  // Clients open a stream by GET and end a session by DELETE; that there is neither, they must be able to read.
  if (gatewayIdOf(path) !== undefined) return ["GET", "POST", "DELETE"];
  return metadataPath.test(path) ? ["GET"] : undefined;
}

/** What MCP clients send; a tool's own `Mcp-Param-…` headers come to it. */
const requestHeaders = ["authorization", "content-type", "last-event-id"];
const answerHeaders = "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After, X-Amzn-RequestId";
const mcpHeader = /^mcp-[a-z0-9!#$%&'*+.^_`|~-]{1,200}$/;
const preflightSeconds = "600";

/**
 * Lets the page of an allowed origin read the answer, without cookies. True when the request was the browser's question
 * whether it may be sent, which is answered then. Source: Fetch, "HTTP extensions" (CORS protocol).
 */
export function answerPage(
  { method, headers }: Pick<IncomingMessage, "method" | "headers">,
  response: ServerResponse,
  page: { readonly origin: string; readonly methods: readonly string[] },
): boolean {
  response.setHeader("access-control-allow-origin", page.origin);
  response.setHeader("vary", "Origin");
  if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) {
    response.setHeader("access-control-expose-headers", answerHeaders);
    return false;
  }
  const asked = String(headers["access-control-request-headers"] ?? "").split(/[ \t]*,[ \t]*/);
  const allowed = [...requestHeaders, ...asked.filter((name) => mcpHeader.test(name)).slice(0, 100)];
  response
    .writeHead(204, {
      "access-control-allow-methods": page.methods.join(", "),
      "access-control-allow-headers": allowed.join(", "),
      "access-control-max-age": preflightSeconds,
    })
    .end();
  return true;
}
