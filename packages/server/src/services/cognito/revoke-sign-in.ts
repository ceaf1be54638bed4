import { type ServiceCall, ServiceFault } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { keyIn, type PoolClient, pools, revocations } from "./cognito-model.ts";
import { every } from "./paged-list.ts";
import { openRefreshToken, type RefreshToken } from "./refresh-token.ts";

/**
 * Revokes a refresh token of the client, and every token of the same sign-in. What is no such token is taken, as AWS does
 * (RFC 7009, 2.2).
 * @throws ServiceFault UnsupportedOperationException when the client's tokens cannot be revoked
 */
export async function revokeSignIn(
  deps: CognitoDeps,
  call: ServiceCall,
  client: PoolClient,
  token: string,
): Promise<void> {
  if (!client.tokenRevocation)
    throw new ServiceFault(
      "UnsupportedOperationException",
      "Token revocation is not enabled for this client.",
    );
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    throw new ServiceFault(
      "UnsupportedTokenTypeException",
      "Revoke the refresh token; the others go with it.",
    );
  let read: RefreshToken;
  try {
    read = openRefreshToken(deps, client, token);
  } catch (error) {
    if (error instanceof ServiceFault) return;
    throw error;
  }
  await deps.store.write(call, async (change) => {
    const pool = await pools.get(change, client.poolId);
    if (pool === undefined) return;
    const prefix = keyIn(client.poolId, "");
    const now = seconds(deps.clock);
    for await (const { key, body } of every(change, revocations, { prefix }))
      if (body.until < now) await revocations.remove(change, key);
    await revocations.put(change, {
      key: keyIn(client.poolId, read.originJti),
      arn: `${pool.arn}/sign-in/${read.originJti}`,
      // An access token of the last moment outlives the refresh token.
      body: { until: read.expiresAt + 86_400 },
    });
  });
}
