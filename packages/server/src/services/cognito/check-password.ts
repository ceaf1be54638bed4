import type { Kept } from "../collection.ts";
import { ServiceFault } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { notAuthorized, noUser, wrongPassword } from "./cognito-faults.ts";
import { keyIn, type PoolClient, type PoolUser, purposes, type UserPool } from "./cognito-model.ts";
import { lookUpUser } from "./user-store.ts";

/**
 * The user whose name and password these are; whether the password has to be changed says their status.
 * @throws ServiceFault with Cognito's reasons. Who is unknown takes as long as who mistyped.
 */
export async function checkPassword(
  deps: CognitoDeps,
  pool: UserPool,
  client: PoolClient,
  given: { readonly username: string; readonly password: string },
): Promise<Kept<PoolUser>> {
  const user = await deps.store.read((view) => lookUpUser(view, pool, given.username));
  // A stranger's name may have any length, and is remembered for a while.
  const counted = keyIn(pool.id, user?.body.sub ?? deps.crypto.sha256(given.username.toLowerCase()));
  const verdict = await deps.attempts.check(counted, () =>
    deps.crypto.passwordMatches(given.password, passwordHash(deps, user)),
  );
  if (verdict === "locked") throw notAuthorized("Password attempts exceeded");
  if (user === undefined) throw client.hidesUnknownUsers ? wrongPassword() : noUser();
  if (verdict === "wrong") throw wrongPassword();
  const { enabled, status, passwordExpiresAt } = user.body;
  if (!enabled) throw notAuthorized("User is disabled.");
  if (status === "UNCONFIRMED") throw new ServiceFault("UserNotConfirmedException", "User is not confirmed.");
  if (status === "FORCE_CHANGE_PASSWORD" && (passwordExpiresAt ?? 0) < seconds(deps.clock))
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  return user;
}

/** The hash of the user's password, in clear; undefined for who has none. */
export function passwordHash({ sealer }: CognitoDeps, user: Kept<PoolUser> | undefined): string | undefined {
  return user?.sealed === undefined ? undefined : sealer.open(user.sealed, purposes.password(user.body));
}
