import { z } from "zod";
import type { Kept } from "../collection.ts";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { deleteConflict, entityAlreadyExists } from "./iam-faults.ts";
import { uniqueId } from "./iam-ids.ts";
import {
  description,
  documentText,
  noBoundary,
  paging,
  path,
  pathPrefix,
  roleName,
  tags,
  wholeNumber,
} from "./iam-inputs.ts";
import { deletedRoles, keyOf, type RoleBody, roles } from "./iam-kept.ts";
import { changePermissions, type IamParts, iamTime } from "./iam-parts.ts";
import { identityNamed, roleKind } from "./identity-kind.ts";
import { pageOf } from "./page-of.ts";
import { checkedPolicy, checkQuota, encodedPolicy, policySize } from "./policy-text.ts";
import { tagsWith } from "./tag-rules.ts";

const mostRoles = 1_000;
const trustLimit = 2_048;
const maxSessionDuration = wholeNumber(3_600, 43_200);

/** Roles themselves: created, read, changed, deleted. */
export function roleOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { accountId, store, clock } = parts;

  return {
    CreateRole: serviceOperation(
      z.strictObject({
        RoleName: roleName,
        AssumeRolePolicyDocument: documentText,
        Path: path.default("/"),
        Description: description.optional(),
        MaxSessionDuration: maxSessionDuration.default(3_600),
        PermissionsBoundary: noBoundary,
        Tags: tags.default([]),
      }),
      async (input, call) => {
        const { RoleName: name, AssumeRolePolicyDocument: trust, Path, Description } = input;
        checkTrust(trust);
        const body: RoleBody = {
          name,
          id: uniqueId("AROA"),
          path: Path,
          createdAt: iamTime(clock),
          tags: tagsWith([], input.Tags),
          inline: [],
          attached: [],
          description: Description,
          trust,
          maxSessionDuration: input.MaxSessionDuration,
        };
        const kept = { key: keyOf(name), arn: `arn:aws:iam::${accountId}:role${Path}${name}`, body };
        await changePermissions(parts, call, async (change) => {
          const known = await roles.list(change);
          if (known.some(({ key }) => key === kept.key)) {
            throw entityAlreadyExists(`Role with name ${name} already exists.`);
          }
          checkQuota("RolesPerAccount", known.length + 1, mostRoles);
          await roles.put(change, kept);
          await deletedRoles.remove(change, kept.arn);
        });
        return { Role: shown(kept) };
      },
    ),
    GetRole: serviceOperation(roleKind.input({}), async ({ name }) => {
      const kept = await store.read((view) => identityNamed(roleKind, view, name));
      return { Role: { ...shown(kept), RoleLastUsed: {} } };
    }),
    ListRoles: serviceOperation(
      z.strictObject({ ...paging, PathPrefix: pathPrefix.default("/") }),
      async ({ PathPrefix, ...asked }) => {
        const known = await store.read((view) => roles.list(view));
        const under = known.filter(({ body }) => body.path.startsWith(PathPrefix));
        const { page, end } = pageOf(under, ({ key }) => key, asked);
        return { Roles: page.map((kept) => ({ ...shown(kept), Tags: undefined })), ...end };
      },
    ),
    UpdateRole: serviceOperation(
      roleKind.input({
        Description: description.optional(),
        MaxSessionDuration: maxSessionDuration.optional(),
      }),
      async ({ name, Description, MaxSessionDuration }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(roleKind, change, name);
          const body = {
            ...kept.body,
            description: Description ?? kept.body.description,
            maxSessionDuration: MaxSessionDuration ?? kept.body.maxSessionDuration,
          };
          await roles.put(change, { ...kept, body });
        });
        return {};
      },
    ),
    UpdateAssumeRolePolicy: serviceOperation(
      roleKind.input({ PolicyDocument: documentText }),
      async ({ name, PolicyDocument }, call) => {
        checkTrust(PolicyDocument);
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(roleKind, change, name);
          await roles.put(change, { ...kept, body: { ...kept.body, trust: PolicyDocument } });
        });
        return {};
      },
    ),
    DeleteRole: serviceOperation(roleKind.input({}), async ({ name }, call) => {
      await changePermissions(parts, call, async (change) => {
        const { key, arn, body } = await identityNamed(roleKind, change, name);
        if (body.attached.length > 0) {
          throw deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (body.inline.length > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
        await roles.remove(change, key);
        await deletedRoles.put(change, { key: arn, arn, body: { deletedAt: iamTime(clock) } });
      });
      return {};
    }),
  };
}

function checkTrust(text: string): void {
  checkedPolicy(text, "trust");
  checkQuota("ACLSizePerRole", policySize(text), trustLimit);
}

function shown({ arn, body }: Kept<RoleBody>) {
  return {
    Path: body.path,
    RoleName: body.name,
    RoleId: body.id,
    Arn: arn,
    CreateDate: body.createdAt,
    AssumeRolePolicyDocument: encodedPolicy(body.trust),
    Description: body.description,
    MaxSessionDuration: body.maxSessionDuration,
    Tags: body.tags.length === 0 ? undefined : body.tags,
  };
}
