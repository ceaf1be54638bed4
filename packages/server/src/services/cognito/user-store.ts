/** Users of pools as they are found and kept: under their username, and by the other names they sign in with. */
import type { StoreChange, StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { ServiceFault } from "../service.ts";
import { noUser } from "./cognito-faults.ts";
import { keyIn, type PoolUser, type UserPool, userNames, users } from "./cognito-model.ts";

/** A user of the pool by username, or by e-mail address, telephone number or preferred name where the pool takes those. */
export async function lookUpUser(
  view: StoreView,
  pool: UserPool,
  name: string,
): Promise<Kept<PoolUser> | undefined> {
  const found = await users.get(view, keyOf(pool, name));
  if (found !== undefined) return found;
  const other = await userNames.get(view, keyOf(pool, name));
  return other && (await users.get(view, keyOf(pool, other.body.username)));
}

/**
 * The same for whom there has to be.
 * @throws ServiceFault UserNotFoundException
 */
export async function findUser(view: StoreView, pool: UserPool, name: string): Promise<Kept<PoolUser>> {
  const found = await lookUpUser(view, pool, name);
  if (found === undefined) throw noUser();
  return found;
}

/**
 * Keeps a new user.
 * @throws ServiceFault UsernameExistsException or AliasExistsException
 */
export async function addUser(
  change: StoreChange,
  pool: UserPool,
  body: PoolUser,
  sealed: string | undefined,
): Promise<void> {
  const { username } = body;
  if ((await lookUpUser(change, pool, username)) !== undefined)
    throw new ServiceFault("UsernameExistsException", "User account already exists");
  await claimNames(change, pool, body, []);
  const arn = `${pool.arn}/user/${body.sub}`;
  await users.put(change, { key: keyOf(pool, username), arn, body, sealed });
}

/**
 * Keeps what became of a user.
 * @throws ServiceFault AliasExistsException
 */
export async function putUser(
  change: StoreChange,
  pool: UserPool,
  before: Kept<PoolUser>,
  after: { readonly body: PoolUser; readonly sealed?: string | undefined },
): Promise<void> {
  const old = namesOf(pool, before.body);
  const now = namesOf(pool, after.body);
  for (const name of old.filter((one) => !now.includes(one)))
    await userNames.remove(change, keyOf(pool, name));
  await claimNames(change, pool, after.body, old);
  await users.put(change, { ...before, body: after.body, sealed: after.sealed ?? before.sealed });
}

/** Takes a user and their names out. */
export async function removeUser(change: StoreChange, pool: UserPool, user: Kept<PoolUser>): Promise<void> {
  for (const name of namesOf(pool, user.body)) await userNames.remove(change, keyOf(pool, name));
  await users.remove(change, user.key);
}

/** What the user signs in with besides the username. */
function namesOf({ usernameAttributes, aliasAttributes }: UserPool, { attributes }: PoolUser): string[] {
  const always = usernameAttributes.map((name) => attributes[name]);
  const verified = aliasAttributes.map((name) =>
    name === "preferred_username" || attributes[`${name}_verified`] === "true" ? attributes[name] : undefined,
  );
  return [...always, ...verified].filter((name) => name !== undefined && name !== "").map(String);
}

async function claimNames(
  change: StoreChange,
  pool: UserPool,
  user: PoolUser,
  already: readonly string[],
): Promise<void> {
  for (const name of namesOf(pool, user).filter((one) => !already.includes(one))) {
    const holder = await lookUpUser(change, pool, name);
    if (holder !== undefined && holder.body.sub !== user.sub) {
      throw pool.usernameAttributes.length > 0
        ? new ServiceFault(
            "UsernameExistsException",
            `An account with the given ${kindOf(name)} already exists.`,
          )
        : new ServiceFault("AliasExistsException", `An account with the ${kindOf(name)} already exists.`);
    }
    const arn = `${pool.arn}/user/${user.sub}`;
    await userNames.put(change, { key: keyOf(pool, name), arn, body: { username: user.username } });
  }
}

const kindOf = (name: string) =>
  name.includes("@") ? "email" : name.startsWith("+") ? "phone_number" : "name";

function keyOf({ id, caseSensitive }: UserPool, name: string): string {
  return keyIn(id, caseSensitive ? name : name.toLowerCase());
}
