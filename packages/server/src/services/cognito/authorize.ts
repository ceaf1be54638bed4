/** The authorization endpoint of a pool: what an app may ask for before a person is asked to sign in. */

import type { PoolUser } from "./cognito-model.ts";
import { grantedScopes } from "./granted-scopes.ts";
import type { OAuthDeps } from "./oauth-deps.ts";
import { OAuthFault } from "./oauth-fault.ts";
import { type ClientOfPool, lookUpClient } from "./pool-client.ts";
import { authTimeNow } from "./sign-in.ts";

/** A request that may be answered at its redirect URI. */
export interface AuthorizationRequest {
  readonly of: ClientOfPool;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly challenge: string | undefined;
  readonly prompt: string | undefined;
  readonly loginHint: string | undefined;
}

/** A request that is refused; where the app can be told, with the address that tells it. */
export class AuthorizationRefused extends Error {
  override readonly name = "AuthorizationRefused";
  readonly redirect: string | undefined;

  constructor(message: string, redirect?: string) {
    super(message);
    this.redirect = redirect;
  }
}

const longest = 2_048;

/**
 * Reads an authorization request (RFC 6749, 4.1.1; RFC 7636; OpenID Connect Core, 3.1.2.1).
 * @throws AuthorizationRefused; nobody is sent to an address that the client has not registered
 */
export async function readAuthorization(
  deps: OAuthDeps,
  poolId: string,
  query: URLSearchParams,
): Promise<AuthorizationRequest> {
  const param = (name: string): string | undefined => {
    const [value, second] = query.getAll(name);
    if (second !== undefined) throw new AuthorizationRefused(`${name} is sent more than once.`);
    if ((value ?? "").length > longest)
      throw new AuthorizationRefused(`${name} is longer than ${longest} characters.`);
    return value;
  };
  const clientId = param("client_id") ?? "";
  const of = await deps.store.read((view) => lookUpClient(deps, view, clientId, poolId));
  if (of === undefined || !of.client.oauth || !of.client.oauthFlows?.includes("code"))
    throw new AuthorizationRefused(
      `The app ${JSON.stringify(clientId.slice(0, 100))} is not one of this user pool that people can sign in to.`,
    );
  const { callbackUrls = [], defaultRedirectUri } = of.client;
  const fallback = defaultRedirectUri ?? (callbackUrls.length === 1 ? callbackUrls[0] : undefined);
  const redirectUri = param("redirect_uri") ?? fallback;
  if (redirectUri === undefined || !callbackUrls.includes(redirectUri))
    throw new AuthorizationRefused(
      "redirect_uri is not one of the app's CallbackURLs. Nothing was sent there, since somebody else could be waiting for the sign-in.",
    );
  const state = param("state");
  const refuse = (error: string, description: string): AuthorizationRefused =>
    new AuthorizationRefused(
      description,
      answerAddress(redirectUri, { error, error_description: description, state }),
    );
  if (param("response_type") !== "code")
    throw refuse("unsupported_response_type", "response_type must be code.");
  const challenge = param("code_challenge");
  const method = param("code_challenge_method");
  if (method !== undefined && method !== "S256")
    throw refuse("invalid_request", "code_challenge_method must be S256.");
  if (challenge !== undefined && (method === undefined || !/^[\w-]{43}$/.test(challenge)))
    throw refuse(
      "invalid_request",
      "code_challenge must be the SHA-256 of the verifier, with code_challenge_method=S256.",
    );
  if (method !== undefined && challenge === undefined)
    throw refuse("invalid_request", "code_challenge is missing.");
  const provider = param("identity_provider");
  if (provider !== undefined && provider !== "COGNITO")
    throw refuse(
      "invalid_request",
      "identity_provider: people sign in as users of the pool itself (COGNITO) only.",
    );
  try {
    const scopes = grantedScopes(of.client, param("scope") ?? null);
    const [nonce, prompt, loginHint] = [param("nonce"), param("prompt"), param("login_hint")];
    return { of, redirectUri, scopes, state, nonce, challenge, prompt, loginHint };
  } catch (error) {
    if (error instanceof OAuthFault) throw refuse(error.error, error.message);
    throw error;
  }
}

/** Where the person goes on with a code, once they signed in. */
export function grantedAddress(
  deps: OAuthDeps,
  request: AuthorizationRequest,
  user: PoolUser,
  authTime?: number,
): string {
  const code = deps.codes.issue({
    poolId: request.of.pool.body.id,
    clientId: request.of.client.clientId,
    redirectUri: request.redirectUri,
    username: user.username,
    sub: user.sub,
    authTime: authTime ?? authTimeNow(deps, user),
    scopes: request.scopes,
    nonce: request.nonce,
    challenge: request.challenge,
  });
  return answerAddress(request.redirectUri, { code, state: request.state });
}

/** The redirect URI with what is answered. */
export function answerAddress(
  redirectUri: string,
  answer: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
