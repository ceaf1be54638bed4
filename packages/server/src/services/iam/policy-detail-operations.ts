import { z } from "zod";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { entitiesWith } from "./attachments.ts";
import { policyAt } from "./find-policy.ts";
import { paging, pathPrefix, policyArn, tagKeys, tags } from "./iam-inputs.ts";
import { managedPolicies } from "./iam-kept.ts";
import { changePermissions, type IamParts } from "./iam-parts.ts";
import { ownPolicyAt } from "./own-policy.ts";
import { pageOf } from "./page-of.ts";
import { tagsWith, tagsWithout } from "./tag-rules.ts";

const filters = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"] as const;

/** Who has a managed policy, and its tags. */
export function policyDetailOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { store } = parts;
  return {
    ListEntitiesForPolicy: serviceOperation(
      z.strictObject({
        ...paging,
        PolicyArn: policyArn,
        EntityFilter: z
          .enum(filters, `Member must satisfy enum value set: [${filters.join(", ")}]`)
          .optional(),
        PathPrefix: pathPrefix.default("/"),
        PolicyUsageFilter: z.enum(["PermissionsPolicy", "PermissionsBoundary"]).default("PermissionsPolicy"),
      }),
      async ({ PolicyArn, EntityFilter, PathPrefix, PolicyUsageFilter, ...asked }) => {
        const { roles, users } = await store.read(async (view) => {
          await policyAt(view, PolicyArn);
          return entitiesWith(view, PolicyArn);
        });
        const entities = [
          ...roles.map(({ body }) => ({ kind: "Role", body })),
          ...users.map(({ body }) => ({ kind: "User", body })),
        ].filter(
          ({ kind, body }) =>
            (EntityFilter ?? kind) === kind &&
            body.path.startsWith(PathPrefix) &&
            PolicyUsageFilter === "PermissionsPolicy",
        );
        const { page, end } = pageOf(entities, ({ kind, body }) => `${kind} ${body.name}`, asked);
        const of = (wanted: string) => page.filter(({ kind }) => kind === wanted);
        return {
          PolicyGroups: [],
          PolicyRoles: of("Role").map(({ body }) => ({ RoleName: body.name, RoleId: body.id })),
          PolicyUsers: of("User").map(({ body }) => ({ UserName: body.name, UserId: body.id })),
          ...end,
        };
      },
    ),
    TagPolicy: serviceOperation(
      z.strictObject({ PolicyArn: policyArn, Tags: tags }),
      async ({ PolicyArn, Tags }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await ownPolicyAt(change, PolicyArn);
          const body = { ...kept.body, tags: tagsWith(kept.body.tags, Tags) };
          await managedPolicies.put(change, { ...kept, body });
        });
        return {};
      },
    ),
    UntagPolicy: serviceOperation(
      z.strictObject({ PolicyArn: policyArn, TagKeys: tagKeys }),
      async ({ PolicyArn, TagKeys }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await ownPolicyAt(change, PolicyArn);
          const body = { ...kept.body, tags: tagsWithout(kept.body.tags, TagKeys) };
          await managedPolicies.put(change, { ...kept, body });
        });
        return {};
      },
    ),
    ListPolicyTags: serviceOperation(
      z.strictObject({ ...paging, PolicyArn: policyArn }),
      async ({ PolicyArn, ...asked }) => {
        const found = await store.read((view) => policyAt(view, PolicyArn));
        const known = found.owner === "local" ? found.kept.body.tags : [];
        const { page, end } = pageOf(known, ({ Key }) => Key.toLowerCase(), asked);
        return { Tags: page, ...end };
      },
    ),
  };
}
