/** Operations on groups of users. */
import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { limitExceeded, notFound } from "./cognito-faults.ts";
import { groups, keyIn, type PoolGroup, users } from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { every, listPage } from "./paged-list.ts";
import { poolIdInput } from "./pool-input.ts";
import { usernameInput } from "./user-input.ts";
import { userOutput } from "./user-output.ts";
import { findUser, putUser } from "./user-store.ts";

/** AWS's quota. */
const mostGroupsOfUser = 100;

export function groupOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store } = deps;
  const named = z.strictObject({ UserPoolId: poolIdInput, GroupName: usernameInput });
  const settings = named.extend({
    Description: z.string().max(2_048).optional(),
    RoleArn: z
      .string()
      .min(20)
      .max(2_048)
      .regex(/^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:[\w+=/,.@-]*:\d+:[\w+=/,.@:-]+$/, "is no ARN")
      .optional(),
    Precedence: z.number().int().min(0).max(2_147_483_647).optional(),
  });
  const member = named.extend({ Username: usernameInput });
  const page = { Limit: z.number().int().min(0).max(60).optional(), NextToken: z.string().min(1).optional() };

  async function requireGroup(view: StoreView, poolId: string, name: string) {
    const kept = await groups.get(view, keyIn(poolId, name));
    if (kept === undefined) throw notFound("Group not found.");
    return kept;
  }

  return {
    CreateGroup: serviceOperation(settings, (input, call) =>
      store.write(call, async (change) => {
        const pool = await findPool(change, call, input.UserPoolId);
        const key = keyIn(input.UserPoolId, input.GroupName);
        if ((await groups.get(change, key)) !== undefined)
          throw new ServiceFault("GroupExistsException", "A group with the name already exists.");
        const now = seconds(deps.clock);
        const body: PoolGroup = {
          poolId: input.UserPoolId,
          name: input.GroupName,
          description: input.Description,
          roleArn: input.RoleArn,
          precedence: input.Precedence,
          createdAt: now,
          modifiedAt: now,
        };
        await groups.put(change, { key, arn: `${pool.arn}/group/${input.GroupName}`, body });
        return { Group: outputOf(body) };
      }),
    ),
    UpdateGroup: serviceOperation(settings, (input, call) =>
      store.write(call, async (change) => {
        await findPool(change, call, input.UserPoolId);
        const kept = await requireGroup(change, input.UserPoolId, input.GroupName);
        const body: PoolGroup = {
          ...kept.body,
          description: input.Description ?? kept.body.description,
          roleArn: input.RoleArn ?? kept.body.roleArn,
          precedence: input.Precedence ?? kept.body.precedence,
          modifiedAt: seconds(deps.clock),
        };
        await groups.put(change, { ...kept, body });
        return { Group: outputOf(body) };
      }),
    ),
    GetGroup: serviceOperation(named, ({ UserPoolId, GroupName }, call) =>
      store.read(async (view) => {
        await findPool(view, call, UserPoolId);
        return { Group: outputOf((await requireGroup(view, UserPoolId, GroupName)).body) };
      }),
    ),
    ListGroups: serviceOperation(
      z.strictObject({ UserPoolId: poolIdInput, ...page }),
      ({ UserPoolId, Limit, NextToken }, call) =>
        store.read(async (view) => {
          await findPool(view, call, UserPoolId);
          const query = { prefix: keyIn(UserPoolId, ""), limit: Limit || 60, token: NextToken };
          const { rows, token } = await listPage(view, groups, query);
          return { Groups: rows.map(({ body }) => outputOf(body)), NextToken: token };
        }),
    ),
    DeleteGroup: serviceOperation(named, async ({ UserPoolId, GroupName }, call) => {
      await store.write(call, async (change) => {
        const { body: pool } = await findPool(change, call, UserPoolId);
        const { key } = await requireGroup(change, UserPoolId, GroupName);
        for await (const user of every(change, users, { prefix: keyIn(UserPoolId, "") })) {
          const left = user.body.groups.filter((name) => name !== GroupName);
          if (left.length < user.body.groups.length)
            await putUser(change, pool, user, { body: { ...user.body, groups: left } });
        }
        await groups.remove(change, key);
      });
      return {};
    }),
    AdminAddUserToGroup: serviceOperation(member, async ({ UserPoolId, GroupName, Username }, call) => {
      await store.write(call, async (change) => {
        const { body: pool } = await findPool(change, call, UserPoolId);
        const user = await findUser(change, pool, Username);
        await requireGroup(change, UserPoolId, GroupName);
        if (user.body.groups.includes(GroupName)) return;
        if (user.body.groups.length >= mostGroupsOfUser)
          throw limitExceeded(`The user is in ${mostGroupsOfUser} groups already.`);
        const joined = [...user.body.groups, GroupName];
        await putUser(change, pool, user, { body: { ...user.body, groups: joined } });
      });
      return {};
    }),
    AdminRemoveUserFromGroup: serviceOperation(member, async ({ UserPoolId, GroupName, Username }, call) => {
      await store.write(call, async (change) => {
        const { body: pool } = await findPool(change, call, UserPoolId);
        const user = await findUser(change, pool, Username);
        await requireGroup(change, UserPoolId, GroupName);
        const left = user.body.groups.filter((name) => name !== GroupName);
        await putUser(change, pool, user, { body: { ...user.body, groups: left } });
      });
      return {};
    }),
    AdminListGroupsForUser: serviceOperation(
      z.strictObject({ UserPoolId: poolIdInput, Username: usernameInput, ...page }),
      ({ UserPoolId, Username, Limit, NextToken }, call) =>
        store.read(async (view) => {
          const { body: pool } = await findPool(view, call, UserPoolId);
          const { body: user } = await findUser(view, pool, Username);
          const { rows, token } = await listPage(view, groups, {
            prefix: keyIn(UserPoolId, ""),
            limit: Limit || 60,
            token: NextToken,
            keep: ({ name }) => user.groups.includes(name),
          });
          return { Groups: rows.map(({ body }) => outputOf(body)), NextToken: token };
        }),
    ),
    ListUsersInGroup: serviceOperation(
      named.extend(page),
      ({ UserPoolId, GroupName, Limit, NextToken }, call) =>
        store.read(async (view) => {
          await findPool(view, call, UserPoolId);
          await requireGroup(view, UserPoolId, GroupName);
          const { rows, token } = await listPage(view, users, {
            prefix: keyIn(UserPoolId, ""),
            limit: Limit || 60,
            token: NextToken,
            keep: (user) => user.groups.includes(GroupName),
          });
          return { Users: rows.map(({ body }) => userOutput(body)), NextToken: token };
        }),
    ),
  };
}

function outputOf(group: PoolGroup): object {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    LastModifiedDate: group.modifiedAt,
    CreationDate: group.createdAt,
  };
}
