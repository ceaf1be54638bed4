/** Refresh tokens: sealed text that says what it is good for, so that only what was revoked need be kept. */
import { z } from "zod";
import { SealBroken } from "../../sealer-port.ts";
import type { StoreView } from "../../store-port.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import {
  keyIn,
  type PoolClient,
  type PoolUser,
  purposes,
  revocations,
  type UserPool,
} from "./cognito-model.ts";
import type { SignIn } from "./sign-in.ts";
import { tokenValidity } from "./token-validity.ts";
import { lookUpUser } from "./user-store.ts";

const content = z.object({
  clientId: z.string(),
  username: z.string(),
  sub: z.string(),
  authTime: z.number(),
  originJti: z.string(),
  scopes: z.array(z.string()),
  oauth: z.boolean(),
  expiresAt: z.number(),
});
export type RefreshToken = z.infer<typeof content>;

const longest = 16_384;

/** A refresh token for what came of a sign-in. */
export function sealRefreshToken(deps: CognitoDeps, client: PoolClient, signIn: SignIn): string {
  const { user, authTime, originJti, scopes, oauth } = signIn;
  const token: RefreshToken = {
    clientId: client.clientId,
    username: user.username,
    sub: user.sub,
    authTime,
    originJti,
    scopes: [...scopes],
    oauth,
    expiresAt: authTime + tokenValidity(client).refresh,
  };
  return deps.sealer.seal(JSON.stringify(token), purposes.refresh(client.poolId));
}

/**
 * What a refresh token of the client says; who was signed out or has gone is not asked.
 * @throws ServiceFault NotAuthorizedException
 */
export function openRefreshToken(deps: CognitoDeps, client: PoolClient, token: string): RefreshToken {
  const invalid = () => notAuthorized("Invalid Refresh Token");
  if (token.length > longest) throw invalid();
  try {
    const read = content.parse(JSON.parse(deps.sealer.open(token, purposes.refresh(client.poolId))));
    if (read.clientId === client.clientId) return read;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
  }
  throw invalid();
}

/**
 * The sign-in that a refresh token continues.
 * @throws ServiceFault NotAuthorizedException when it is over, revoked, or its user cannot sign in any more
 */
export async function continueSignIn(
  deps: CognitoDeps,
  { pool, client }: { readonly pool: UserPool; readonly client: PoolClient },
  token: string,
): Promise<SignIn> {
  const { username, sub, ...read } = openRefreshToken(deps, client, token);
  // What was taken from the client since is not gone on with.
  const isAllowed = !read.oauth || (client.oauth && client.oauthFlows?.includes("code") === true);
  if (!isAllowed) throw notAuthorized("Invalid Refresh Token");
  if (read.expiresAt < seconds(deps.clock)) throw notAuthorized("Refresh Token has expired");
  return deps.store.read(async (view) => {
    const user = await lookUpUser(view, pool, username);
    if (user === undefined || user.body.sub !== sub) throw notAuthorized("Invalid Refresh Token");
    if (!user.body.enabled) throw notAuthorized("User is disabled.");
    if (await isRevoked(view, user.body, read)) throw notAuthorized("Refresh Token has been revoked");
    const { authTime, originJti, oauth } = read;
    const scopes = oauth ? read.scopes.filter((scope) => client.oauthScopes?.includes(scope)) : read.scopes;
    return { user: user.body, authTime, originJti, scopes, oauth };
  });
}

/** Whether tokens of that sign-in were revoked, or all of the user's were. */
export async function isRevoked(
  view: StoreView,
  user: PoolUser,
  { authTime, originJti }: { readonly authTime: number; readonly originJti: string | undefined },
): Promise<boolean> {
  if (user.signedOutAt !== undefined && authTime <= user.signedOutAt) return true;
  if (originJti === undefined) return false;
  return (await revocations.get(view, keyIn(user.poolId, originJti))) !== undefined;
}
