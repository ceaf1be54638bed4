import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { attachmentCounts, entitiesWith } from "./attachments.ts";
import { awsManagedPolicies } from "./aws-managed-policies.ts";
import { type FoundPolicy, policyAt } from "./find-policy.ts";
import { deleteConflict, entityAlreadyExists } from "./iam-faults.ts";
import { uniqueId } from "./iam-ids.ts";
import {
  description,
  documentText,
  flag,
  paging,
  path,
  pathPrefix,
  policyArn,
  policyName,
  tags,
} from "./iam-inputs.ts";
import { keyOf, type ManagedPolicyBody, managedPolicies } from "./iam-kept.ts";
import { changePermissions, type IamParts, iamTime } from "./iam-parts.ts";
import { ownPolicyAt } from "./own-policy.ts";
import { pageOf } from "./page-of.ts";
import { checkedPolicy, checkQuota, policySize } from "./policy-text.ts";
import { tagsWith } from "./tag-rules.ts";

const mostPolicies = 1_500;
/** Characters of one version. */
export const policyLimit = 6_144;

/** Managed policies themselves: created, read, listed, deleted. */
export function policyOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { accountId, store, clock } = parts;

  return {
    CreatePolicy: serviceOperation(
      z.strictObject({
        PolicyName: policyName,
        Path: path.default("/"),
        PolicyDocument: documentText,
        Description: description.optional(),
        Tags: tags.default([]),
      }),
      async ({ PolicyName: name, Path, PolicyDocument: text, Description, Tags }, call) => {
        checkedPolicy(text, "identity");
        checkQuota("PolicySize", policySize(text), policyLimit);
        const createdAt = iamTime(clock);
        const body: ManagedPolicyBody = {
          name,
          id: uniqueId("ANPA"),
          path: Path,
          description: Description,
          createdAt,
          updatedAt: createdAt,
          tags: tagsWith([], Tags),
          defaultVersion: "v1",
          versionsMade: 1,
          versions: [{ id: "v1", text, createdAt }],
        };
        const kept = { key: keyOf(name), arn: `arn:aws:iam::${accountId}:policy${Path}${name}`, body };
        await changePermissions(parts, call, async (change) => {
          const known = await managedPolicies.list(change);
          if (known.some(({ key }) => key === kept.key)) {
            throw entityAlreadyExists(
              `A policy called ${name} already exists. Duplicate names are not allowed.`,
            );
          }
          checkQuota("PoliciesPerAccount", known.length + 1, mostPolicies);
          await managedPolicies.put(change, kept);
        });
        return { Policy: { ...shown({ owner: "local", kept }, 0), Description: undefined } };
      },
    ),
    GetPolicy: serviceOperation(z.strictObject({ PolicyArn: policyArn }), async ({ PolicyArn }) => {
      const [found, counts] = await store.read(
        async (view) => [await policyAt(view, PolicyArn), await attachmentCounts(view)] as const,
      );
      return { Policy: shown(found, counts.get(PolicyArn) ?? 0) };
    }),
    ListPolicies: serviceOperation(
      z.strictObject({
        ...paging,
        Scope: z
          .enum(["All", "AWS", "Local"], "Member must satisfy enum value set: [All, AWS, Local]")
          .default("All"),
        OnlyAttached: flag.default(false),
        PathPrefix: pathPrefix.default("/"),
        PolicyUsageFilter: z.enum(["PermissionsPolicy", "PermissionsBoundary"]).default("PermissionsPolicy"),
      }),
      async ({ Scope, OnlyAttached, PathPrefix, PolicyUsageFilter, ...asked }) => {
        const [all, counts] = await store.read(
          async (view) => [await policiesOf(view, Scope), await attachmentCounts(view)] as const,
        );
        const listed = all
          .map((found) => shown(found, counts.get(arnOf(found)) ?? 0))
          .filter(({ Path }) => Path.startsWith(PathPrefix))
          .filter(({ AttachmentCount }) => !OnlyAttached || AttachmentCount > 0)
          .filter(() => PolicyUsageFilter === "PermissionsPolicy");
        const { page, end } = pageOf(listed, ({ Arn }) => Arn, asked);
        return {
          Policies: page.map((policy) => ({ ...policy, Description: undefined, Tags: undefined })),
          ...end,
        };
      },
    ),
    DeletePolicy: serviceOperation(z.strictObject({ PolicyArn: policyArn }), async ({ PolicyArn }, call) => {
      await changePermissions(parts, call, async (change) => {
        const { key, body } = await ownPolicyAt(change, PolicyArn);
        const { roles, users } = await entitiesWith(change, PolicyArn);
        if (roles.length + users.length > 0) {
          throw deleteConflict("Cannot delete a policy attached to entities.");
        }
        if (body.versions.length > 1) {
          throw deleteConflict(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
              "The default version is deleted with the policy.",
          );
        }
        await managedPolicies.remove(change, key);
      });
      return {};
    }),
  };
}

async function policiesOf(view: StoreView, scope: "All" | "AWS" | "Local"): Promise<FoundPolicy[]> {
  const own = scope === "AWS" ? [] : await managedPolicies.list(view);
  const aws = scope === "Local" ? [] : awsManagedPolicies;
  return [
    ...own.map((kept) => ({ owner: "local" as const, kept })),
    ...aws.map((policy) => ({ owner: "aws" as const, policy })),
  ];
}

function arnOf(found: FoundPolicy): string {
  return found.owner === "aws" ? found.policy.arn : found.kept.arn;
}

function shown(found: FoundPolicy, attachmentCount: number) {
  const common = {
    Arn: arnOf(found),
    AttachmentCount: attachmentCount,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
  };
  if (found.owner === "aws") {
    const { name, id, path: Path, versionId, description: Description, createdAt } = found.policy;
    const times = { CreateDate: createdAt, UpdateDate: createdAt };
    return {
      ...common,
      PolicyName: name,
      PolicyId: id,
      Path,
      DefaultVersionId: versionId,
      Description,
      ...times,
    };
  }
  return { ...common, ...shownOwn(found.kept) };
}

function shownOwn({ body }: Kept<ManagedPolicyBody>) {
  return {
    PolicyName: body.name,
    PolicyId: body.id,
    Path: body.path,
    DefaultVersionId: body.defaultVersion,
    Description: body.description,
    CreateDate: body.createdAt,
    UpdateDate: body.updatedAt,
    Tags: body.tags.length === 0 ? undefined : body.tags,
  };
}
