/** Operations on user pools. */
import { z } from "zod";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { invalidParameter, limitExceeded } from "./cognito-faults.ts";
import {
  clients,
  groups,
  pools,
  purposes,
  resourceServers,
  revocations,
  type UserPool,
  userNames,
  users,
} from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { every, listPage } from "./paged-list.ts";
import {
  type CreateUserPoolInput,
  createUserPoolInput,
  poolIdInput,
  schemaAttributeInput,
  type UpdateUserPoolInput,
  updateUserPoolInput,
} from "./pool-input.ts";
import { poolDescription, poolOutput } from "./pool-output.ts";
import { schemaOf, withCustomAttributes } from "./pool-schema.ts";
import { poolSettings } from "./pool-settings.ts";

/** AWS's default quota for a Region; here for all together. */
const mostPools = 1_000;
const idAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function userPoolOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store } = deps;
  const one = z.strictObject({ UserPoolId: poolIdInput });

  async function create(input: CreateUserPoolInput, call: ServiceCall): Promise<object> {
    const { accountId, region } = call.caller.place;
    const { AliasAttributes: aliases = [], UsernameAttributes: names = [] } = input;
    if (aliases.length > 0 && names.length > 0)
      throw invalidParameter(
        "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
      );
    const id = `${region}_${deps.crypto.randomText(9, idAlphabet)}`;
    const now = seconds(deps.clock);
    const newKeys = await Promise.all([deps.crypto.newSigningKey(), deps.crypto.newSigningKey()]);
    const pool: UserPool = {
      id,
      arn: `arn:aws:cognito-idp:${region}:${accountId}:userpool/${id}`,
      accountId,
      region,
      name: input.PoolName,
      createdAt: now,
      modifiedAt: now,
      schema: schemaOf(input.Schema),
      aliasAttributes: aliases,
      usernameAttributes: names,
      // AWS's own default where nothing is said.
      caseSensitive: input.UsernameConfiguration?.CaseSensitive ?? true,
      keys: newKeys.map(({ publicKey }) => publicKey),
      ...poolSettings(input),
    };
    const sealed = deps.sealer.seal(
      JSON.stringify(newKeys.map(({ privateKey }) => privateKey)),
      purposes.keys(id),
    );
    const tags = input.UserPoolTags ?? {};
    await store.write(call, async (change) => {
      if ((await pools.list(change, { limit: mostPools })).length >= mostPools)
        throw limitExceeded(`There are ${mostPools} user pools already; delete one that is not needed.`);
      await pools.put(change, { key: id, arn: pool.arn, body: pool, sealed });
      await change.put.tags(pool.arn, tags);
    });
    await deps.onChange();
    return { UserPool: poolOutput(pool, tags, 0) };
  }

  async function update(input: UpdateUserPoolInput, call: ServiceCall): Promise<object> {
    await store.write(call, async (change) => {
      const kept = await findPool(change, call, input.UserPoolId);
      const body: UserPool = {
        ...kept.body,
        // What is left out is set back to AWS's defaults, as there.
        trigger: undefined,
        ...poolSettings(input),
        name: input.PoolName ?? kept.body.name,
        modifiedAt: seconds(deps.clock),
      };
      await pools.put(change, { ...kept, body });
      if (input.UserPoolTags === undefined) return;
      await change.remove.tags(body.arn);
      await change.put.tags(body.arn, input.UserPoolTags);
    });
    await deps.onChange();
    return {};
  }

  async function remove(id: string, call: ServiceCall): Promise<object> {
    await store.write(call, async (change) => {
      const { body } = await findPool(change, call, id);
      if (body.domain !== undefined)
        throw invalidParameter(
          "User pool cannot be deleted. It has a domain configured that should be deleted first.",
        );
      if (body.deletionProtection)
        throw invalidParameter(
          "The user pool cannot be deleted because deletion protection is activated. " +
            "Deletion protection must be inactivated first (UpdateUserPool, DeletionProtection INACTIVE).",
        );
      const prefix = `${id}/`;
      for (const held of [users, userNames, groups, resourceServers, revocations]) {
        for await (const { key } of every<unknown>(change, held, { prefix })) await held.remove(change, key);
      }
      for await (const { key, body: client } of every(change, clients))
        if (client.poolId === id) await clients.remove(change, key);
      await change.remove.tags(body.arn);
      await pools.remove(change, id);
    });
    await deps.onChange();
    return {};
  }

  return {
    CreateUserPool: serviceOperation(createUserPoolInput, create),
    UpdateUserPool: serviceOperation(updateUserPoolInput, update),
    DeleteUserPool: serviceOperation(one, ({ UserPoolId }, call) => remove(UserPoolId, call)),
    DescribeUserPool: serviceOperation(one, ({ UserPoolId }, call) =>
      store.read(async (view) => {
        const { body } = await findPool(view, call, UserPoolId);
        let count = 0;
        for await (const _user of every(view, users, { prefix: `${UserPoolId}/` })) count += 1;
        return { UserPool: poolOutput(body, await view.tags.of(body.arn), count) };
      }),
    ),
    ListUserPools: serviceOperation(
      z.strictObject({ MaxResults: z.number().int().min(1).max(60), NextToken: z.string().optional() }),
      ({ MaxResults, NextToken }, { caller }) =>
        store.read(async (view) => {
          const { rows, token } = await listPage(view, pools, {
            prefix: `${caller.place.region}_`,
            limit: MaxResults,
            token: NextToken,
            keep: ({ accountId }) => accountId === caller.place.accountId,
          });
          return { UserPools: rows.map(({ body }) => poolDescription(body)), NextToken: token };
        }),
    ),
    AddCustomAttributes: serviceOperation(
      z.strictObject({
        UserPoolId: poolIdInput,
        CustomAttributes: z.array(schemaAttributeInput).min(1).max(25),
      }),
      async ({ UserPoolId, CustomAttributes }, call) => {
        await store.write(call, async (change) => {
          const kept = await findPool(change, call, UserPoolId);
          const schema = withCustomAttributes(kept.body.schema, CustomAttributes);
          await pools.put(change, { ...kept, body: { ...kept.body, schema } });
        });
        return {};
      },
    ),
  };
}
