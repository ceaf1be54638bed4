import type { CustomClaim, JwtAuthorizer } from "../../model.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** Why a token with a good signature is refused. `why` is for log and record, never for the caller. */
export interface ClaimRefusal {
  readonly status: 401 | 403;
  readonly why: string;
}

/**
 * Judges verified claims by what the gateway allows; every rule that is configured must hold. Missing scopes come last,
 * as the only 403. Source: AWS, CustomJWTAuthorizerConfiguration; docs/decisions/0004.
 */
export function refusalOfClaims(claims: Claims, authorizer: JwtAuthorizer): ClaimRefusal | undefined {
  const { allowedAudience, allowedClients, allowedScopes, customClaims } = authorizer;
  const mismatch = (why: string): ClaimRefusal => ({ status: 401, why });

  const audience = stringsOf(own(claims, "aud"));
  if (allowedAudience !== undefined && !shareAny(allowedAudience, audience)) {
    return mismatch(
      `the audience (aud) ${show(own(claims, "aud"))} has none of allowedAudience ${show(allowedAudience)}`,
    );
  }
  if (allowedClients !== undefined) {
    const claim = Object.hasOwn(claims, "client_id") ? "client_id" : "azp";
    const client = own(claims, claim);
    if (typeof client !== "string" || !allowedClients.includes(client)) {
      return mismatch(
        `the client (${claim}) ${show(client)} is not one of allowedClients ${show(allowedClients)}`,
      );
    }
  }
  const unmet = customClaims?.find((rule) => !meets(own(claims, rule.inboundTokenClaimName), rule));
  if (unmet !== undefined) {
    const { inboundTokenClaimName: name, authorizingClaimMatchValue: match } = unmet;
    return mismatch(
      `the claim ${show(name)} does not meet customClaims: ${match.claimMatchOperator} ${show(match.claimMatchValue)}`,
    );
  }
  if (allowedScopes !== undefined && !shareAny(allowedScopes, scopesOf(claims))) {
    return {
      status: 403,
      why: `the scopes ${show(scopesOf(claims))} have none of allowedScopes ${show(allowedScopes)}`,
    };
  }
  // Cognito's ID tokens pass for access tokens otherwise, where only an audience is asked for.
  if (own(claims, "token_use") === "id") return mismatch('an ID token (token_use "id") is no access token');
  return undefined;
}

/** A claim of another type than the rule's meets nothing, and so does a rule whose operator does not fit its value. */
function meets(claim: unknown, rule: CustomClaim): boolean {
  const { claimMatchOperator, claimMatchValue } = rule.authorizingClaimMatchValue;
  const one = "matchValueString" in claimMatchValue ? claimMatchValue.matchValueString : undefined;
  const many = "matchValueStringList" in claimMatchValue ? claimMatchValue.matchValueStringList : undefined;
  switch (claimMatchOperator) {
    case "EQUALS":
      return rule.inboundTokenClaimValueType === "STRING" && one !== undefined && claim === one;
    case "CONTAINS":
      return isArrayRule(rule, claim) && one !== undefined && claim.includes(one);
    case "CONTAINS_ANY":
      return isArrayRule(rule, claim) && many?.some((value) => claim.includes(value)) === true;
  }
}

function isArrayRule(rule: CustomClaim, claim: unknown): claim is readonly unknown[] {
  return rule.inboundTokenClaimValueType === "STRING_ARRAY" && Array.isArray(claim);
}

/** `scope` as RFC 9068 has it; `scp` (Entra ID, Okta) only where there is no `scope`. */
function scopesOf(claims: Claims): readonly string[] {
  const claim = Object.hasOwn(claims, "scope") ? claims.scope : own(claims, "scp");
  return typeof claim === "string" ? claim.split(" ").filter((scope) => scope !== "") : stringsOf(claim);
}

function stringsOf(claim: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === "string");
}

function shareAny(allowed: readonly string[], actual: readonly string[]): boolean {
  return actual.some((value) => allowed.includes(value));
}

/** Only what the token itself says: a claim named `constructor` is not inherited. */
function own(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "(absent)";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
