import type { ServiceCall } from "../service.ts";
import { openSession } from "./auth-session.ts";
import { changePassword } from "./change-password.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import type { PoolUser } from "./cognito-model.ts";
import type { ClientOfPool } from "./pool-client.ts";

/**
 * The user of a session who signed in with a temporary password, with the one that they chose.
 * @throws ServiceFault NotAuthorizedException when the session is over, or what the password or the pool's schema refuses
 */
export async function chooseNewPassword(
  deps: CognitoDeps,
  call: ServiceCall,
  { client, pool }: ClientOfPool,
  chosen: { readonly session: string; readonly password: string },
): Promise<PoolUser> {
  const session = openSession(deps, client, chosen.session);
  return changePassword(deps, call, pool.body, {
    username: session.username,
    password: chosen.password,
    may: ({ body }) => body.sub === session.sub && body.status === "FORCE_CHANGE_PASSWORD",
  });
}
