/** Makes the tokens of a pool, in Cognito's shape. */
import type { Kept } from "../collection.ts";
import { ServiceFault } from "../service.ts";
import { type Overrides, withOverrides, withScopes } from "./claim-overrides.ts";
import { type CognitoDeps, wholeSeconds } from "./cognito-deps.ts";
import { issuerOf, type PoolClient, purposes, type UserPool } from "./cognito-model.ts";
import { idAttributes } from "./id-attributes.ts";
import { askPreTokenTrigger, type TriggerSource } from "./pre-token-trigger.ts";
import type { SignIn } from "./sign-in.ts";
import { tokenValidity } from "./token-validity.ts";
import { type GroupClaims, groupClaims } from "./user-groups.ts";

export interface IssuedTokens {
  readonly accessToken: string;
  /** Absent where `openid` was not asked for. */
  readonly idToken: string | undefined;
  /** Seconds that the access token is good. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

interface TokenRequest {
  readonly pool: Kept<UserPool>;
  readonly client: PoolClient;
  readonly source: TriggerSource;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Bytes of claims; longer tokens fit into no header. */
const mostClaims = 12_000;

/**
 * An access token, and an ID token where there is one, for a user.
 * @throws ServiceFault what {@link askPreTokenTrigger} refuses
 */
export async function issueUserTokens(
  deps: CognitoDeps,
  request: TokenRequest & { readonly signIn: SignIn },
): Promise<IssuedTokens> {
  const { pool, client, signIn } = request;
  const { user } = signIn;
  const groups = await deps.store.read((view) => groupClaims(view, user));
  const overrides = await askPreTokenTrigger(deps, {
    pool: pool.body,
    source: request.source,
    clientId: client.clientId,
    user,
    groups,
    scopes: signIn.scopes,
    metadata: request.metadata,
  });
  const scopes = withScopes(signIn.scopes, overrides.accessTokenGeneration);
  const [idKey, accessKey] = signingKeys(deps, pool);
  const now = wholeSeconds(deps.clock);
  const validity = tokenValidity(client);
  const both = {
    sub: user.sub,
    ...groupsAfter(groups, overrides),
    iss: issuerOf(pool.body),
    ...(client.tokenRevocation ? { origin_jti: signIn.originJti } : {}),
    event_id: deps.crypto.uuid(),
    auth_time: signIn.authTime,
    iat: now,
  };
  const { "cognito:roles": _roles, "cognito:preferred_role": _role, ...shared } = both;
  const access = {
    ...shared,
    ...(signIn.oauth ? { version: 2 } : {}),
    client_id: client.clientId,
    token_use: "access",
    scope: scopes.join(" "),
    exp: now + validity.access,
    jti: deps.crypto.uuid(),
    username: user.username,
  };
  const accessToken = await deps.crypto.sign(
    bounded(withOverrides("access", access, overrides.accessTokenGeneration)),
    accessKey,
  );
  const wantsId = !signIn.oauth || signIn.scopes.includes("openid");
  const id = {
    ...(signIn.oauth ? { at_hash: halfHash(deps, accessToken) } : {}),
    ...both,
    ...idAttributes(pool.body, client, signIn),
    "cognito:username": user.username,
    aud: client.clientId,
    token_use: "id",
    exp: now + validity.id,
    jti: deps.crypto.uuid(),
    ...(signIn.nonce === undefined ? {} : { nonce: signIn.nonce }),
  };
  const idToken = wantsId
    ? await deps.crypto.sign(bounded(withOverrides("id", id, overrides.idTokenGeneration)), idKey)
    : undefined;
  return { accessToken, idToken, expiresIn: validity.access, scopes };
}

/**
 * A client's own access token: of nobody, so without username and groups.
 * @throws ServiceFault what {@link askPreTokenTrigger} refuses
 */
export async function issueClientToken(
  deps: CognitoDeps,
  request: TokenRequest & { readonly scopes: readonly string[] },
): Promise<IssuedTokens> {
  const { pool, client } = request;
  const overrides = await askPreTokenTrigger(deps, {
    pool: pool.body,
    source: request.source,
    clientId: client.clientId,
    user: undefined,
    groups: { groups: [], roles: [], preferredRole: undefined },
    scopes: request.scopes,
    metadata: request.metadata,
  });
  const scopes = withScopes(request.scopes, overrides.accessTokenGeneration);
  const [, accessKey] = signingKeys(deps, pool);
  const now = wholeSeconds(deps.clock);
  const { access: expiresIn } = tokenValidity(client);
  const claims = {
    sub: client.clientId,
    token_use: "access",
    scope: scopes.join(" "),
    auth_time: now,
    iss: issuerOf(pool.body),
    exp: now + expiresIn,
    iat: now,
    version: 2,
    jti: deps.crypto.uuid(),
    client_id: client.clientId,
  };
  const changed = withOverrides("access", claims, overrides.accessTokenGeneration);
  return {
    accessToken: await deps.crypto.sign(bounded(changed), accessKey),
    idToken: undefined,
    expiresIn,
    scopes,
  };
}

function groupsAfter(groups: GroupClaims, { groupOverrideDetails: given }: Overrides) {
  const named = given?.groupsToOverride ?? groups.groups;
  const roles = given?.iamRolesToOverride ?? groups.roles;
  const preferred = given?.preferredRole ?? groups.preferredRole;
  return {
    ...(named.length > 0 ? { "cognito:groups": named } : {}),
    ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
    ...(preferred === undefined ? {} : { "cognito:preferred_role": preferred }),
  };
}

/** ID tokens are signed with the first, access tokens with the second. */
function signingKeys(deps: CognitoDeps, pool: Kept<UserPool>): readonly [string, string] {
  const opened: unknown = JSON.parse(deps.sealer.open(pool.sealed ?? "", purposes.keys(pool.body.id)));
  const [id, access]: unknown[] = Array.isArray(opened) ? opened : [];
  if (typeof id === "string" && typeof access === "string") return [id, access];
  throw new TypeError(`The user pool ${pool.body.id} has no signing keys.`);
}

/** OpenID Connect Core 1.0, 3.1.3.6: the left half of the hash. */
function halfHash({ crypto }: CognitoDeps, token: string): string {
  return Buffer.from(crypto.sha256(token), "base64url").subarray(0, 16).toString("base64url");
}

function bounded(claims: Readonly<Record<string, unknown>>) {
  const { length } = JSON.stringify(claims);
  if (length <= mostClaims) return claims;
  throw new ServiceFault(
    "InvalidLambdaResponseException",
    `The token would have ${length} characters of claims; ${mostClaims} are allowed. Add fewer in the PreTokenGeneration function, or put the user in fewer groups.`,
  );
}
