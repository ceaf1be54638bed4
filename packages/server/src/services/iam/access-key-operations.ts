import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { callingUser } from "./calling-user.ts";
import { nameNeeded, noSuchEntity } from "./iam-faults.ts";
import { accessKeyId, secretAccessKey } from "./iam-ids.ts";
import { accessKeyIdText, paging, userName } from "./iam-inputs.ts";
import { accessKeys, keyUses } from "./iam-kept.ts";
import { changePermissions, type IamParts, iamTime } from "./iam-parts.ts";
import { identityNamed, userKind } from "./identity-kind.ts";
import { keySeal } from "./key-seal.ts";
import { mayOpen } from "./may-open.ts";
import { pageOf } from "./page-of.ts";
import { checkQuota } from "./policy-text.ts";

/** IAM's quota for keys of one user. */
const mostKeys = 2;

/** The access keys of a user. */
export async function keysOf(view: StoreView, name: string) {
  return (await accessKeys.list(view)).filter(({ body }) => body.userName === name);
}

const optionalUser = { UserName: userName.optional() };

/** Access keys of users. A secret is answered once, when it is made. */
export function accessKeyOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { store, sealer, clock } = parts;

  /** The user named, or who calls. */
  async function userOf(view: StoreView, named: string | undefined, call: ServiceCall): Promise<string> {
    const name = named ?? (await callingUser(view, call));
    if (name === undefined) throw nameNeeded();
    await identityNamed(userKind, view, name);
    return name;
  }

  async function keyNamed(view: StoreView, id: string, user: string) {
    const kept = await accessKeys.get(view, id);
    if (kept?.body.userName === user) return kept;
    throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  }

  return {
    CreateAccessKey: serviceOperation(z.strictObject(optionalUser), async ({ UserName }, call) => {
      const id = accessKeyId("AKIA");
      const secret = secretAccessKey();
      const createdAt = iamTime(clock);
      const name = await changePermissions(parts, call, async (change) => {
        const user = await userOf(change, UserName, call);
        checkQuota("AccessKeysPerUser", (await keysOf(change, user)).length + 1, mostKeys);
        const { arn } = await identityNamed(userKind, change, user);
        const body = { userName: user, status: "Active" as const, createdAt };
        await accessKeys.put(change, { key: id, arn, body, sealed: sealer.seal(secret, keySeal(id)) });
        return user;
      });
      return {
        AccessKey: {
          UserName: name,
          AccessKeyId: id,
          Status: "Active",
          SecretAccessKey: secret,
          CreateDate: createdAt,
        },
      };
    }),
    ListAccessKeys: serviceOperation(
      z.strictObject({ ...optionalUser, ...paging }),
      async ({ UserName, ...asked }, call) => {
        const kept = await store.read(async (view) => keysOf(view, await userOf(view, UserName, call)));
        const { page, end } = pageOf(kept, ({ body, key }) => `${body.createdAt} ${key}`, asked);
        const shown = page.map(({ key, body }) => ({
          UserName: body.userName,
          AccessKeyId: key,
          Status: body.status,
          CreateDate: body.createdAt,
        }));
        return { AccessKeyMetadata: shown, ...end };
      },
    ),
    UpdateAccessKey: serviceOperation(
      z.strictObject({
        ...optionalUser,
        AccessKeyId: accessKeyIdText,
        Status: z.enum(["Active", "Inactive"], "Member must satisfy enum value set: [Active, Inactive]"),
      }),
      async ({ UserName, AccessKeyId, Status }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await keyNamed(change, AccessKeyId, await userOf(change, UserName, call));
          await accessKeys.put(change, { ...kept, body: { ...kept.body, status: Status } });
        });
        return {};
      },
    ),
    DeleteAccessKey: serviceOperation(
      z.strictObject({ ...optionalUser, AccessKeyId: accessKeyIdText }),
      async ({ UserName, AccessKeyId }, call) => {
        await changePermissions(parts, call, async (change) => {
          const { key } = await keyNamed(change, AccessKeyId, await userOf(change, UserName, call));
          await accessKeys.remove(change, key);
          await keyUses.remove(change, key);
          await mayOpen(change, call, clock);
        });
        return {};
      },
    ),
    GetAccessKeyLastUsed: serviceOperation(
      z.strictObject({ AccessKeyId: accessKeyIdText }),
      async ({ AccessKeyId }) => {
        const [kept, use] = await store.read(
          async (view) =>
            [await accessKeys.get(view, AccessKeyId), await keyUses.get(view, AccessKeyId)] as const,
        );
        if (kept === undefined) throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
        const { at, service = "N/A", region = "N/A" } = use?.body ?? {};
        return {
          UserName: kept.body.userName,
          AccessKeyLastUsed: { LastUsedDate: at, ServiceName: service, Region: region },
        };
      },
    ),
  };
}
