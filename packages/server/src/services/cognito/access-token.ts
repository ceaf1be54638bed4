import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { ServiceFault } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import { clients, issuerOf, type PoolClient, type PoolUser, pools, type UserPool } from "./cognito-model.ts";
import { isRevoked } from "./refresh-token.ts";
import { lookUpUser } from "./user-store.ts";

/** Who holds an access token that is still good. */
export interface TokenHolder {
  readonly pool: UserPool;
  readonly client: PoolClient;
  readonly user: Kept<PoolUser>;
  readonly scopes: readonly string[];
}

const claimsShape = z.object({
  iss: z.string(),
  token_use: z.literal("access"),
  client_id: z.string(),
  username: z.string(),
  sub: z.string(),
  scope: z.string(),
  exp: z.number(),
  auth_time: z.number(),
  origin_jti: z.string().optional(),
});

/**
 * Whose access token it is, of any pool that lives here.
 * @throws ServiceFault NotAuthorizedException
 */
export async function holderOf(deps: CognitoDeps, token: string): Promise<TokenHolder> {
  const invalid = () => notAuthorized("Invalid Access Token");
  const pool = await poolThatSigned(deps, token);
  const read = claimsShape.safeParse(pool && (await deps.crypto.verify(token, pool.keys)));
  if (pool === undefined || !read.success || read.data.iss !== issuerOf(pool)) throw invalid();
  const claims = read.data;
  if (claims.exp <= seconds(deps.clock)) throw notAuthorized("Access Token has expired");
  return deps.store.read(async (view: StoreView) => {
    const client = await clients.get(view, claims.client_id);
    const user = await lookUpUser(view, pool, claims.username);
    if (client === undefined || client.body.poolId !== pool.id) throw invalid();
    if (user === undefined || user.body.sub !== claims.sub)
      throw new ServiceFault("UserNotFoundException", "User does not exist.");
    if (!user.body.enabled) throw notAuthorized("User is disabled.");
    const signIn = { authTime: claims.auth_time, originJti: claims.origin_jti };
    if (await isRevoked(view, user.body, signIn)) throw notAuthorized("Access Token has been revoked");
    return { pool, client: client.body, user, scopes: claims.scope.split(" ") };
  });
}

/** By what the token says of itself; whether that is so, its signature shows. */
async function poolThatSigned(deps: CognitoDeps, token: string): Promise<UserPool | undefined> {
  const [, payload = ""] = token.split(".", 3);
  const poolId = /"iss":"https:\/\/cognito-idp\.[^/"]{1,64}\.amazonaws\.com\/([\w-]{1,55})"/.exec(
    Buffer.from(payload.slice(0, 64 * 1024), "base64url").toString(),
  )?.[1];
  if (poolId === undefined) return undefined;
  return (await deps.store.read((view) => pools.get(view, poolId)))?.body;
}
