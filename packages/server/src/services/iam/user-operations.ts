import { z } from "zod";
import type { Kept } from "../collection.ts";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { keysOf } from "./access-key-operations.ts";
import { callingUser } from "./calling-user.ts";
import { deleteConflict, entityAlreadyExists } from "./iam-faults.ts";
import { uniqueId } from "./iam-ids.ts";
import { noBoundary, paging, path, pathPrefix, tags, userName } from "./iam-inputs.ts";
import { keyOf, type UserBody, users } from "./iam-kept.ts";
import { changePermissions, type IamParts, iamTime } from "./iam-parts.ts";
import { identityNamed, userKind } from "./identity-kind.ts";
import { pageOf } from "./page-of.ts";
import { checkQuota } from "./policy-text.ts";
import { tagsWith } from "./tag-rules.ts";

const mostUsers = 5_000;

/** Users themselves: created, read, deleted. */
export function userOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { accountId, store, clock } = parts;
  return {
    CreateUser: serviceOperation(
      z.strictObject({
        UserName: userName,
        Path: path.default("/"),
        PermissionsBoundary: noBoundary,
        Tags: tags.default([]),
      }),
      async ({ UserName: name, Path, Tags }, call) => {
        const body: UserBody = {
          name,
          id: uniqueId("AIDA"),
          path: Path,
          createdAt: iamTime(clock),
          tags: tagsWith([], Tags),
          inline: [],
          attached: [],
        };
        const kept = { key: keyOf(name), arn: `arn:aws:iam::${accountId}:user${Path}${name}`, body };
        await changePermissions(parts, call, async (change) => {
          const known = await users.list(change);
          if (known.some(({ key }) => key === kept.key)) {
            throw entityAlreadyExists(`User with name ${name} already exists.`);
          }
          checkQuota("UsersPerAccount", known.length + 1, mostUsers);
          await users.put(change, kept);
        });
        return { User: shown(kept) };
      },
    ),
    GetUser: serviceOperation(
      z.strictObject({ UserName: userName.optional() }),
      async ({ UserName }, call) => {
        const user = await store.read(async (view) => {
          const name = UserName ?? (await callingUser(view, call));
          return name === undefined ? undefined : shown(await identityNamed(userKind, view, name));
        });
        const root = { Path: "/", UserId: accountId, Arn: `arn:aws:iam::${accountId}:root` };
        return { User: user ?? { ...root, UserName: "root", CreateDate: "1970-01-01T00:00:00Z" } };
      },
    ),
    ListUsers: serviceOperation(
      z.strictObject({ ...paging, PathPrefix: pathPrefix.default("/") }),
      async ({ PathPrefix, ...asked }) => {
        const known = await store.read((view) => users.list(view));
        const under = known.filter(({ body }) => body.path.startsWith(PathPrefix));
        const { page, end } = pageOf(under, ({ key }) => key, asked);
        return { Users: page.map((kept) => ({ ...shown(kept), Tags: undefined })), ...end };
      },
    ),
    DeleteUser: serviceOperation(userKind.input({}), async ({ name }, call) => {
      await changePermissions(parts, call, async (change) => {
        const { key, body } = await identityNamed(userKind, change, name);
        if (body.attached.length > 0) {
          throw deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (body.inline.length > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
        if ((await keysOf(change, name)).length > 0) {
          throw deleteConflict("Cannot delete entity, must delete access keys first.");
        }
        await users.remove(change, key);
      });
      return {};
    }),
  };
}

function shown({ arn, body }: Kept<UserBody>) {
  return {
    Path: body.path,
    UserName: body.name,
    UserId: body.id,
    Arn: arn,
    CreateDate: body.createdAt,
    Tags: body.tags.length === 0 ? undefined : body.tags,
  };
}
