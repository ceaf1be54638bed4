/** What an administrator does with the users of a pool. */
import { z } from "zod";
import type { Kept } from "../collection.ts";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { type CognitoDeps, seconds, wholeSeconds } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import { type PoolUser, purposes, type UserPool, users } from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { newUser } from "./new-user.ts";
import { notActedOn } from "./not-acted-on.ts";
import { listPage } from "./paged-list.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { poolIdInput } from "./pool-input.ts";
import { attributesInput, readAttributes, requireAttributes, requireMutable } from "./user-attributes.ts";
import { readUserFilter } from "./user-filter.ts";
import { usernameInput } from "./user-input.ts";
import { userDetails, userOutput } from "./user-output.ts";
import { findUser, putUser, removeUser } from "./user-store.ts";

const daySeconds = 86_400;
const metadata = z.record(z.string(), z.string().max(131_072));
const password = z.string().min(1).max(256);

export function adminUserOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store, crypto, sealer, clock } = deps;
  const one = z.strictObject({ UserPoolId: poolIdInput, Username: usernameInput });

  /** Changes one user; `change` answers with what the user becomes. */
  function changing<Input extends { UserPoolId: string; Username: string }>(
    shape: z.ZodType<Input>,
    become: (input: Input, user: PoolUser, pool: UserPool) => PoolUser,
  ): ServiceOperation {
    return serviceOperation(shape, async (input, call) => {
      await store.write(call, async (change) => {
        const { body: pool } = await findPool(change, call, input.UserPoolId);
        const user = await findUser(change, pool, input.Username);
        const body = { ...become(input, user.body, pool), modifiedAt: seconds(clock) };
        await putUser(change, pool, user, { body });
      });
      return {};
    });
  }

  async function poolOf(call: ServiceCall, id: string): Promise<UserPool> {
    return (await store.read((view) => findPool(view, call, id))).body;
  }

  /** A pool without days of its own gives a temporary password a week. */
  const expiryOf = ({ passwordPolicy: { TemporaryPasswordValidityDays: days } }: UserPool) =>
    seconds(clock) + (days || 7) * daySeconds;

  async function setPassword(
    input: { UserPoolId: string; Username: string; Password: string; Permanent?: boolean | undefined },
    call: ServiceCall,
  ): Promise<object> {
    const pool = await poolOf(call, input.UserPoolId);
    await store.read((view) => findUser(view, pool, input.Username));
    requireGoodPassword(input.Password, pool.passwordPolicy);
    const hash = await crypto.hashPassword(input.Password);
    await store.write(call, async (change) => {
      await findPool(change, call, pool.id);
      const user: Kept<PoolUser> = await findUser(change, pool, input.Username);
      const permanent = input.Permanent === true;
      const body: PoolUser = {
        ...user.body,
        status: permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
        passwordExpiresAt: permanent ? undefined : expiryOf(pool),
        modifiedAt: seconds(clock),
      };
      await putUser(change, pool, user, { body, sealed: sealer.seal(hash, purposes.password(body)) });
    });
    return {};
  }

  return {
    AdminCreateUser: serviceOperation(
      one.extend({
        UserAttributes: attributesInput.optional(),
        // For a pre-sign-up function, which no pool here has.
        ValidationData: attributesInput.optional(),
        ClientMetadata: metadata.optional(),
        TemporaryPassword: password.optional(),
        ForceAliasCreation: z
          .literal(false, { error: "Toolgate takes no alias away from a user; use false" })
          .optional(),
        // Toolgate sends no messages, whatever is said of them.
        MessageAction: z
          .literal("SUPPRESS", {
            error: "Toolgate sends no messages; set a password with AdminSetUserPassword",
          })
          .optional(),
        DesiredDeliveryMediums: z.array(z.enum(["SMS", "EMAIL"])).optional(),
      }),
      async (input, call) => {
        const pool = await poolOf(call, input.UserPoolId);
        const { TemporaryPassword: given } = input;
        if (given !== undefined) requireGoodPassword(given, pool.passwordPolicy);
        const passwordHash = given === undefined ? undefined : await crypto.hashPassword(given);
        const user = await store.write(call, async (change) => {
          const { body: current } = await findPool(change, call, pool.id);
          return newUser(deps, change, current, {
            username: input.Username,
            attributes: input.UserAttributes ?? [],
            status: "FORCE_CHANGE_PASSWORD",
            passwordHash,
            passwordExpiresAt: expiryOf(current),
          });
        });
        return { User: userOutput(user) };
      },
    ),
    AdminSetUserPassword: serviceOperation(
      one.extend({ Password: password, Permanent: z.boolean().optional() }),
      setPassword,
    ),
    AdminGetUser: serviceOperation(one, ({ UserPoolId, Username }, call) =>
      store.read(async (view) => {
        const { body: pool } = await findPool(view, call, UserPoolId);
        return userDetails((await findUser(view, pool, Username)).body);
      }),
    ),
    AdminDeleteUser: serviceOperation(one, async ({ UserPoolId, Username }, call) => {
      await store.write(call, async (change) => {
        const { body: pool } = await findPool(change, call, UserPoolId);
        await removeUser(change, pool, await findUser(change, pool, Username));
      });
      return {};
    }),
    AdminEnableUser: changing(one, (_input, user) => ({ ...user, enabled: true })),
    AdminDisableUser: changing(one, (_input, user) => ({
      ...user,
      enabled: false,
      signedOutAt: wholeSeconds(clock),
    })),
    AdminConfirmSignUp: changing(one.extend({ ClientMetadata: metadata.optional() }), (_input, user) => {
      if (user.status === "UNCONFIRMED") return { ...user, status: "CONFIRMED" };
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }),
    AdminUserGlobalSignOut: changing(one, (_input, user) => ({ ...user, signedOutAt: wholeSeconds(clock) })),
    AdminUpdateUserAttributes: changing(
      one.extend({ UserAttributes: attributesInput, ClientMetadata: metadata.optional() }),
      ({ UserAttributes }, user, pool) => {
        requireMutable(
          pool,
          UserAttributes.map(({ Name }) => Name),
        );
        const read = Object.entries({ ...user.attributes, ...readAttributes(pool, UserAttributes) });
        // An empty value takes an attribute away.
        const attributes = Object.fromEntries(read.filter(([, value]) => value !== ""));
        requireAttributes(pool, attributes);
        return { ...user, attributes };
      },
    ),
    AdminDeleteUserAttributes: changing(
      one.extend({ UserAttributeNames: z.array(z.string().min(1).max(32)).max(100) }),
      ({ UserAttributeNames: names }, user, pool) => {
        requireMutable(pool, names);
        const attributes = Object.fromEntries(
          Object.entries(user.attributes).filter(([name]) => !names.includes(name)),
        );
        requireAttributes(pool, attributes);
        return { ...user, attributes };
      },
    ),
    ListUsers: serviceOperation(
      z.strictObject({
        UserPoolId: poolIdInput,
        AttributesToGet: z.array(z.string().min(1).max(32)).optional(),
        Limit: z.number().int().min(0).max(60).optional(),
        PaginationToken: z.string().min(1).optional(),
        Filter: z.string().max(256).optional(),
        ClientMetadata: notActedOn,
      }),
      (input, call) =>
        store.read(async (view) => {
          await findPool(view, call, input.UserPoolId);
          const { rows, token } = await listPage(view, users, {
            prefix: `${input.UserPoolId}/`,
            limit: input.Limit || 60,
            token: input.PaginationToken,
            keep: readUserFilter(input.Filter),
          });
          return {
            Users: rows.map(({ body }) => userOutput(body, input.AttributesToGet)),
            PaginationToken: token,
          };
        }),
    ),
  };
}
