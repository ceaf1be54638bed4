/** What a pre-token-generation function may change of a token's claims. */
import { z } from "zod";

type Claims = Readonly<Record<string, unknown>>;

const names = z.array(z.string().max(2_048)).max(1_000).nullish();
const added = z.record(z.string().max(2_048), z.json()).nullish();
const changes = z.looseObject({ claimsToAddOrOverride: added, claimsToSuppress: names });
const groupChanges = z.looseObject({
  groupsToOverride: names,
  iamRolesToOverride: names,
  preferredRole: z.string().max(2_048).nullish(),
});

const firstVersion = z.looseObject({
  claimsToAddOrOverride: z.record(z.string().max(2_048), z.string()).nullish(),
  claimsToSuppress: names,
  groupOverrideDetails: groupChanges.nullish(),
});
const laterVersions = z.looseObject({
  idTokenGeneration: changes.nullish(),
  accessTokenGeneration: changes.extend({ scopesToAdd: names, scopesToSuppress: names }).nullish(),
  groupOverrideDetails: groupChanges.nullish(),
});

/** What a function answers to a V1_0 event, and to V2_0 and V3_0 ones. */
export const triggerAnswers = {
  V1_0: z.looseObject({
    response: z.looseObject({ claimsOverrideDetails: firstVersion.nullish() }).nullish(),
  }),
  V2_0: z.looseObject({
    response: z.looseObject({ claimsAndScopeOverrideDetails: laterVersions.nullish() }).nullish(),
  }),
};

type Later = z.infer<typeof laterVersions>;
/** Changes of either version, in the form of the later one. */
export type Overrides = Pick<Later, "idTokenGeneration" | "accessTokenGeneration" | "groupOverrideDetails">;

/** What no function may set or take away, in any token: who says what of whom, and until when. */
const reserved = [
  ...["acr", "amr", "at_hash", "auth_time", "azp", "event_id", "exp", "iat", "identities", "iss", "jti"],
  ...["nbf", "nonce", "origin_jti", "sub", "token_use"],
];
const reservedPrefix = /^(?:cognito|dev|aws):/;
const reservedOf = {
  id: new Set([...reserved, "aud"]),
  access: new Set([...reserved, "client_id", "device_key", "scope", "username", "version"]),
};

/**
 * The claims with what a function added and without what it suppressed; reserved ones stay as they are. A client's own
 * token has no `username`, so that one may be added there; `aud` of an access token can only be the client.
 */
export function withOverrides(
  use: "id" | "access",
  claims: Claims,
  given: z.infer<typeof changes> | null | undefined,
): Claims {
  const mayChange = (name: string) => {
    if (name === "username" && use === "access") return claims.sub === claims.client_id;
    return !reservedOf[use].has(name) && !reservedPrefix.test(name);
  };
  const additions = Object.entries(given?.claimsToAddOrOverride ?? {}).filter(
    ([name, value]) => mayChange(name) && (name !== "aud" || value === claims.client_id),
  );
  const suppressed = new Set((given?.claimsToSuppress ?? []).filter(mayChange));
  const all = new Map([...Object.entries(claims), ...additions]);
  return Object.fromEntries([...all].filter(([name]) => !suppressed.has(name)));
}

/** The scopes after what a function added and suppressed; Cognito's own cannot be added. */
export function withScopes(scopes: readonly string[], given: Overrides["accessTokenGeneration"]): string[] {
  const additions = (given?.scopesToAdd ?? []).filter(
    (scope) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(scope) && !scope.startsWith("aws.cognito."),
  );
  const suppressed = new Set(given?.scopesToSuppress);
  return [...new Set([...scopes, ...additions])].filter((scope) => !suppressed.has(scope));
}
