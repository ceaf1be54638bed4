/** A browser in which somebody signed in to a pool, for an hour, as with Cognito: sealed text for a cookie. */
import { z } from "zod";
import { SealBroken } from "../../sealer-port.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { type PoolUser, purposes, type UserPool } from "./cognito-model.ts";
import { lookUpUser } from "./user-store.ts";

const content = z.object({
  username: z.string(),
  sub: z.string(),
  authTime: z.number(),
  expiresAt: z.number(),
});

/** Seconds. */
export const browserSessionAge = 3_600;

export function sealBrowserSession(
  deps: CognitoDeps,
  pool: UserPool,
  user: PoolUser,
  authTime: number,
): string {
  const session: z.infer<typeof content> = {
    username: user.username,
    sub: user.sub,
    authTime,
    expiresAt: seconds(deps.clock) + browserSessionAge,
  };
  return deps.sealer.seal(JSON.stringify(session), purposes.cookie(pool.id));
}

/** Who signed in there and still may; undefined for nobody. */
export async function readBrowserSession(
  deps: CognitoDeps,
  pool: UserPool,
  sealed: string | undefined,
): Promise<{ readonly user: PoolUser; readonly authTime: number } | undefined> {
  if (sealed === undefined || sealed.length > 4_096) return undefined;
  try {
    const session = content.parse(JSON.parse(deps.sealer.open(sealed, purposes.cookie(pool.id))));
    if (session.expiresAt < seconds(deps.clock)) return undefined;
    const user = await deps.store.read((view) => lookUpUser(view, pool, session.username));
    if (user === undefined || user.body.sub !== session.sub || !user.body.enabled) return undefined;
    const { signedOutAt } = user.body;
    if (signedOutAt !== undefined && session.authTime <= signedOutAt) return undefined;
    return { user: user.body, authTime: session.authTime };
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
