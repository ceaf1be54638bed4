import type { JwtAuthorizer } from "../../model.ts";

/** The protected resource metadata of one gateway. Source: RFC 9728, section 2. */
export interface ResourceMetadata {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly bearer_methods_supported: readonly ["header"];
  readonly scopes_supported?: readonly string[];
}

/** Describes a gateway to OAuth clients; `resource` is its gatewayUrl, without a slash at the end, for clients compare strictly. */
export function resourceMetadata(gateway: {
  readonly resource: string;
  readonly issuer: string;
  readonly authorizer: JwtAuthorizer;
}): ResourceMetadata {
  const scopes = advertisedScopes(gateway.authorizer);
  return {
    resource: withoutTrailingSlash(gateway.resource),
    authorization_servers: [gateway.issuer],
    bearer_methods_supported: ["header"],
    ...(scopes === undefined ? {} : { scopes_supported: scopes }),
  };
}

/** The scopes under the names by which the authorization server hands them out (AWS: advertisedScopeMapping). */
export function advertisedScopes(authorizer: JwtAuthorizer): readonly string[] | undefined {
  const mapping = authorizer.advertisedScopeMapping ?? {};
  return authorizer.allowedScopes?.map((scope) =>
    Object.hasOwn(mapping, scope) ? (mapping[scope] ?? scope) : scope,
  );
}

/**
 * Where a gateway's metadata is found: RFC 9728's path-suffixed form; below the gateway's own path when the base has a
 * path, since a proxy that forwards only that path would never bring us the other.
 */
export function metadataUrl(baseUrl: string, gatewayId: string): string {
  const base = withoutTrailingSlash(baseUrl);
  return new URL(base).pathname === "/"
    ? `${base}/.well-known/oauth-protected-resource/gateways/${gatewayId}/mcp`
    : `${base}/gateways/${gatewayId}/.well-known/oauth-protected-resource`;
}

/** The WWW-Authenticate header of a 401 or 403. Source: RFC 6750, section 3; RFC 9728, section 5.1; MCP authorization. */
export function challenge(parts: {
  readonly metadataUrl: string;
  readonly error?: "invalid_token" | "insufficient_scope" | undefined;
  /** As advertised; those that are no RFC 6749 scope-token are left out. */
  readonly scopes?: readonly string[] | undefined;
}): string {
  const scopes = parts.scopes?.filter((scope) => /^[!#-[\]-~]+$/.test(scope)) ?? [];
  const members = [
    ...(parts.error === undefined ? [] : [`error="${parts.error}"`]),
    ...(scopes.length === 0 ? [] : [`scope="${scopes.join(" ")}"`]),
    `resource_metadata="${parts.metadataUrl}"`,
  ];
  return `Bearer ${members.join(", ")}`;
}

function withoutTrailingSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}
