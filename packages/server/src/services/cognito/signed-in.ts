import type { CognitoDeps } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import { type IssuedTokens, issueUserTokens } from "./issue-tokens.ts";
import type { ClientOfPool } from "./pool-client.ts";
import type { TriggerSource } from "./pre-token-trigger.ts";
import { sealRefreshToken } from "./refresh-token.ts";
import type { SignIn } from "./sign-in.ts";

/** What InitiateAuth signs a user in to: their own account. */
export const byApi = { scopes: ["aws.cognito.signin.user.admin"], oauth: false };

/**
 * What InitiateAuth and answers to challenges end in.
 * @throws ServiceFault when the user is disabled, or the pool's function refuses
 */
export async function signedIn(
  deps: CognitoDeps,
  of: ClientOfPool,
  signIn: SignIn,
  source: TriggerSource,
  metadata?: Readonly<Record<string, string>>,
): Promise<object> {
  if (!signIn.user.enabled) throw notAuthorized("User is disabled.");
  const issued = await issueUserTokens(deps, { ...of, signIn, source, metadata });
  const RefreshToken = sealRefreshToken(deps, of.client, signIn);
  return { ChallengeParameters: {}, AuthenticationResult: { ...resultOf(issued), RefreshToken } };
}

/** Tokens as AWS names them. */
export function resultOf({ accessToken, idToken, expiresIn }: IssuedTokens): object {
  return { AccessToken: accessToken, ExpiresIn: expiresIn, TokenType: "Bearer", IdToken: idToken };
}
