/** Who calls: the bearer token of the request, held against the gateway's authorizer. Source: AWS guide, inbound authorization. */
import { anonymousPrincipal, type PrincipalResult, principalFromClaims } from "@toolgate/policy";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import type { TokenVerifier } from "../../ports.ts";
import { readBearer } from "./bearer.ts";
import { advertisedScopes, type challenge } from "./resource-metadata.ts";

export type Authentication =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false;
      readonly status: 401 | 403;
      readonly message: string;
      readonly why: string;
      readonly challenge: Omit<Parameters<typeof challenge>[0], "metadataUrl">;
    };

export async function authenticate(
  verifier: TokenVerifier,
  live: LiveGateway,
  header: string | undefined,
): Promise<Authentication> {
  const { authorizer } = live.gateway;
  if (authorizer.type === "NONE")
    return { ok: true, identity: { principal: anonymousPrincipal, claims: {} } };
  const { jwt } = authorizer;
  const scopes = { scopes: advertisedScopes(jwt) };
  const refused = (message: string, why: string, error?: "invalid_token"): Authentication => ({
    ok: false,
    status: 401,
    message,
    why,
    challenge: { ...scopes, ...(error === undefined ? {} : { error }) },
  });
  const bearer = readBearer(header);
  if (bearer.kind === "missing") return refused("Missing Bearer token", "no bearer token was sent");
  if (bearer.kind === "invalid")
    return refused("Invalid Bearer token", "the bearer token is malformed", "invalid_token");
  const verdict = await verifier.verify(bearer.token, jwt, live.gateway.id);
  if (!verdict.ok) {
    if (verdict.status === 401) return refused("Invalid Bearer token", verdict.why, "invalid_token");
    const message = "Insufficient scope: the token is valid but lacks what this gateway asks for";
    return {
      ok: false,
      status: 403,
      message,
      why: verdict.why,
      challenge: { ...scopes, error: "insufficient_scope" },
    };
  }
  const principal = principalOf(verdict.claims);
  if (!principal.ok) return refused("Invalid Bearer token", principal.message, "invalid_token");
  return { ok: true, identity: { principal: principal.principal, claims: verdict.claims } };
}

/** Verified claims are kept for a while and never changed, so that a caller's principal is made once for each token. */
const principals = new WeakMap<object, PrincipalResult>();

function principalOf(claims: Readonly<Record<string, unknown>>): PrincipalResult {
  const known = principals.get(claims);
  if (known !== undefined) return known;
  const made = principalFromClaims(claims);
  principals.set(claims, made);
  return made;
}
