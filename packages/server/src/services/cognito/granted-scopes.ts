import type { PoolClient } from "./cognito-model.ts";
import { OAuthFault } from "./oauth-fault.ts";

const longest = 4_096;

/**
 * The scopes that a client gets for what it asks: all of its own when it names none.
 * @throws OAuthFault invalid_scope for one that is not the client's
 */
export function grantedScopes({ oauthScopes = [] }: PoolClient, asked: string | null): string[] {
  const scopes = (asked ?? "").split(" ").filter((scope) => scope !== "");
  if (scopes.length === 0) return [...oauthScopes];
  const unknown = (asked ?? "").length > longest ? "" : scopes.find((scope) => !oauthScopes.includes(scope));
  if (unknown === undefined) return [...new Set(scopes)];
  const named = JSON.stringify(unknown.slice(0, 100));
  throw new OAuthFault(
    "invalid_scope",
    `The scope ${named} is not one of the client's AllowedOAuthScopes: ${oauthScopes.join(" ")}.`,
  );
}
