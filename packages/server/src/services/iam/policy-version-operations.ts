import { z } from "zod";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { type FoundPolicy, policyAt } from "./find-policy.ts";
import { deleteConflict, limitExceeded, noSuchEntity } from "./iam-faults.ts";
import { documentText, flag, paging, policyArn, versionId } from "./iam-inputs.ts";
import { type ManagedPolicyBody, managedPolicies } from "./iam-kept.ts";
import { changePermissions, type IamParts, iamTime } from "./iam-parts.ts";
import { ownPolicyAt } from "./own-policy.ts";
import { pageOf } from "./page-of.ts";
import { policyLimit } from "./policy-operations.ts";
import { checkedPolicy, checkQuota, encodedPolicy, policySize } from "./policy-text.ts";

/** IAM's quota. */
const mostVersions = 5;

/** Versions of managed policies; the default one is what counts. */
export function policyVersionOperations(parts: IamParts): Record<string, ServiceOperation> {
  const { store, clock } = parts;
  const one = z.strictObject({ PolicyArn: policyArn, VersionId: versionId });

  return {
    CreatePolicyVersion: serviceOperation(
      z.strictObject({
        PolicyArn: policyArn,
        PolicyDocument: documentText,
        SetAsDefault: flag.default(false),
      }),
      async ({ PolicyArn, PolicyDocument: text, SetAsDefault }, call) => {
        checkedPolicy(text, "identity");
        checkQuota("PolicySize", policySize(text), policyLimit);
        const createdAt = iamTime(clock);
        const id = await changePermissions(parts, call, async (change) => {
          const kept = await ownPolicyAt(change, PolicyArn);
          const { versions, versionsMade, defaultVersion } = kept.body;
          if (versions.length >= mostVersions) {
            throw limitExceeded(
              `A managed policy can have up to ${mostVersions} versions. Before you create a new version, you must delete an existing version.`,
            );
          }
          const made = `v${versionsMade + 1}`;
          const body: ManagedPolicyBody = {
            ...kept.body,
            versions: [{ id: made, text, createdAt }, ...versions],
            versionsMade: versionsMade + 1,
            defaultVersion: SetAsDefault ? made : defaultVersion,
            updatedAt: createdAt,
          };
          await managedPolicies.put(change, { ...kept, body });
          return made;
        });
        return { PolicyVersion: { VersionId: id, IsDefaultVersion: SetAsDefault, CreateDate: createdAt } };
      },
    ),
    GetPolicyVersion: serviceOperation(one, async ({ PolicyArn, VersionId }) => {
      const found = await store.read((view) => policyAt(view, PolicyArn));
      const version = versionsOf(found).find(({ id }) => id === VersionId);
      if (version === undefined) throw noVersion(PolicyArn, VersionId);
      return { PolicyVersion: { Document: encodedPolicy(version.text), ...shown(version) } };
    }),
    ListPolicyVersions: serviceOperation(
      z.strictObject({ ...paging, PolicyArn: policyArn }),
      async ({ PolicyArn, ...asked }) => {
        const found = await store.read((view) => policyAt(view, PolicyArn));
        const newestFirst = ({ id }: { id: string }) =>
          String(1_000_000 - Number(id.slice(1))).padStart(7, "0");
        const { page, end } = pageOf(versionsOf(found), newestFirst, asked);
        return { Versions: page.map(shown), ...end };
      },
    ),
    SetDefaultPolicyVersion: serviceOperation(one, async ({ PolicyArn, VersionId }, call) => {
      await changePermissions(parts, call, async (change) => {
        const kept = await ownPolicyAt(change, PolicyArn);
        if (!kept.body.versions.some(({ id }) => id === VersionId)) throw noVersion(PolicyArn, VersionId);
        const body = { ...kept.body, defaultVersion: VersionId, updatedAt: iamTime(clock) };
        await managedPolicies.put(change, { ...kept, body });
      });
      return {};
    }),
    DeletePolicyVersion: serviceOperation(one, async ({ PolicyArn, VersionId }, call) => {
      await changePermissions(parts, call, async (change) => {
        const kept = await ownPolicyAt(change, PolicyArn);
        const { versions, defaultVersion } = kept.body;
        if (!versions.some(({ id }) => id === VersionId)) throw noVersion(PolicyArn, VersionId);
        if (VersionId === defaultVersion) {
          throw deleteConflict("Cannot delete the default version of a policy.");
        }
        const body = { ...kept.body, versions: versions.filter(({ id }) => id !== VersionId) };
        await managedPolicies.put(change, { ...kept, body });
      });
      return {};
    }),
  };
}

interface Version {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
  readonly isDefault: boolean;
}

function versionsOf(found: FoundPolicy): Version[] {
  if (found.owner === "aws") {
    const { versionId: id, text, createdAt } = found.policy;
    return [{ id, text, createdAt, isDefault: true }];
  }
  const { versions, defaultVersion } = found.kept.body;
  return versions.map((version) => ({ ...version, isDefault: version.id === defaultVersion }));
}

function shown({ id, isDefault, createdAt }: Version) {
  return { VersionId: id, IsDefaultVersion: isDefault, CreateDate: createdAt };
}

function noVersion(arn: string, version: string) {
  return noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);
}
