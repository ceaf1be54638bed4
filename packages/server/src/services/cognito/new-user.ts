import type { StoreChange } from "../../store-port.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { invalidParameter } from "./cognito-faults.ts";
import { type PoolUser, purposes, type UserPool } from "./cognito-model.ts";
import { type GivenAttributes, readAttributes, requireAttributes } from "./user-attributes.ts";
import { addUser } from "./user-store.ts";

/**
 * Adds a user to a pool; in pools whose usernames are addresses, the one that was given becomes an attribute.
 * @throws ServiceFault for attributes that the pool does not take, and names that are taken
 */
export async function newUser(
  deps: CognitoDeps,
  change: StoreChange,
  pool: UserPool,
  given: {
    readonly username: string;
    readonly attributes: GivenAttributes;
    readonly status: PoolUser["status"];
    readonly passwordHash: string | undefined;
    readonly passwordExpiresAt?: number | undefined;
  },
): Promise<PoolUser> {
  const sub = deps.crypto.uuid();
  const address = addressAttribute(pool, given.username);
  const attributes = {
    ...readAttributes(pool, given.attributes),
    ...(address === undefined ? {} : readAttributes(pool, [{ Name: address, Value: given.username }])),
  };
  requireAttributes(pool, attributes);
  const now = seconds(deps.clock);
  const user: PoolUser = {
    poolId: pool.id,
    username: address === undefined ? given.username : sub,
    sub,
    enabled: true,
    status: given.status,
    attributes,
    groups: [],
    createdAt: now,
    modifiedAt: now,
    passwordExpiresAt: given.passwordExpiresAt,
  };
  const { passwordHash: hash } = given;
  const sealed = hash === undefined ? undefined : deps.sealer.seal(hash, purposes.password(user));
  await addUser(change, pool, user, sealed);
  return user;
}

function addressAttribute(pool: UserPool, username: string): "email" | "phone_number" | undefined {
  const { usernameAttributes: taken, aliasAttributes: aliases } = pool;
  if (taken.length === 0) {
    const alias = username.includes("@") ? "email" : /^\+\d+$/.test(username) ? "phone_number" : undefined;
    if (alias !== undefined && aliases.includes(alias))
      throw invalidParameter(
        `Username cannot be of ${alias === "email" ? "email" : "phone number"} format, since user pool is configured for ${alias} alias.`,
      );
    return undefined;
  }
  if (taken.includes("email") && /^[^\s@]+@[^\s@]+$/.test(username)) return "email";
  if (taken.includes("phone_number") && /^\+\d{1,15}$/.test(username)) return "phone_number";
  const kinds = taken.map((kind) => (kind === "email" ? "an email" : "a phone number")).join(" or ");
  throw invalidParameter(`Username should be ${kinds}.`);
}
