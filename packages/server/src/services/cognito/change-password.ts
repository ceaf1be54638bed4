import type { Kept } from "../collection.ts";
import type { ServiceCall } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import { type PoolUser, purposes, type UserPool } from "./cognito-model.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { type GivenAttributes, readAttributes, requireAttributes } from "./user-attributes.ts";
import { lookUpUser, putUser } from "./user-store.ts";

/**
 * Gives a user the password that they chose, for good; with `attributes` besides, where the challenge asked for some.
 * @throws ServiceFault InvalidPasswordException, or NotAuthorizedException when `may` says that the user changed meanwhile
 */
export async function changePassword(
  deps: CognitoDeps,
  call: ServiceCall,
  pool: UserPool,
  chosen: {
    readonly username: string;
    readonly password: string;
    readonly attributes?: GivenAttributes;
    readonly may: (user: Kept<PoolUser>) => boolean;
  },
): Promise<PoolUser> {
  requireGoodPassword(chosen.password, pool.passwordPolicy);
  const hash = await deps.crypto.hashPassword(chosen.password);
  return deps.store.write(call, async (change) => {
    const user = await lookUpUser(change, pool, chosen.username);
    if (user === undefined || !chosen.may(user)) throw notAuthorized("Invalid session for the user.");
    if (!user.body.enabled) throw notAuthorized("User is disabled.");
    const given = readAttributes(pool, chosen.attributes ?? []);
    requireUnset(pool, user.body, given);
    const attributes = { ...user.body.attributes, ...given };
    requireAttributes(pool, attributes);
    const body: PoolUser = {
      ...user.body,
      attributes,
      status: "CONFIRMED",
      passwordExpiresAt: undefined,
      modifiedAt: seconds(deps.clock),
    };
    await putUser(change, pool, user, { body, sealed: deps.sealer.seal(hash, purposes.password(body)) });
    return body;
  });
}

/** Who has a temporary password only adds what is missing: AWS lets nothing be changed in that answer that is required or fixed. */
function requireUnset(
  { schema }: UserPool,
  { attributes: before }: PoolUser,
  given: Readonly<Record<string, string>>,
): void {
  const taken = schema.find(({ Name, Required, Mutable }) => {
    const [old = "", now] = [before[Name], given[Name]];
    return (Required || !Mutable) && now !== undefined && old !== "" && now !== old;
  });
  if (taken !== undefined) throw notAuthorized(`Cannot modify an already provided ${taken.Name}`);
}
