import { type ServiceOperation, serviceOperation } from "../service.ts";
import { findPolicy } from "./find-policy.ts";
import { noSuchEntity } from "./iam-faults.ts";
import { paging, pathPrefix, policyArn } from "./iam-inputs.ts";
import type { UserBody } from "./iam-kept.ts";
import { changePermissions, type IamParts } from "./iam-parts.ts";
import { type IdentityKind, identityNamed } from "./identity-kind.ts";
import { pageOf } from "./page-of.ts";
import { checkQuota } from "./policy-text.ts";

/** IAM's quota for managed policies of one role or user. */
const mostAttached = 10;

/** AttachRolePolicy, DetachRolePolicy, ListAttachedRolePolicies, and the same for users. */
export function attachmentOperations<Body extends UserBody>(
  parts: IamParts,
  kind: IdentityKind<Body>,
): Record<string, ServiceOperation> {
  const { title, collection } = kind;
  return {
    [`Attach${title}Policy`]: serviceOperation(
      kind.input({ PolicyArn: policyArn }),
      async ({ name, PolicyArn }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(kind, change, name);
          if ((await findPolicy(change, PolicyArn)) === undefined) {
            throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
          }
          const attached = [...new Set([...kept.body.attached, PolicyArn])];
          checkQuota(`PoliciesPer${title}`, attached.length, mostAttached);
          await collection.put(change, { ...kept, body: { ...kept.body, attached } });
        });
        return {};
      },
    ),
    [`Detach${title}Policy`]: serviceOperation(
      kind.input({ PolicyArn: policyArn }),
      async ({ name, PolicyArn }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(kind, change, name);
          const attached = kept.body.attached.filter((arn) => arn !== PolicyArn);
          if (attached.length === kept.body.attached.length) {
            throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
          }
          await collection.put(change, { ...kept, body: { ...kept.body, attached } });
        });
        return {};
      },
    ),
    [`ListAttached${title}Policies`]: serviceOperation(
      kind.input({ ...paging, PathPrefix: pathPrefix.optional() }),
      async ({ name, PathPrefix = "/", ...asked }) => {
        const { body } = await parts.store.read((view) => identityNamed(kind, view, name));
        const under = body.attached.filter((arn) => pathOfPolicy(arn).startsWith(PathPrefix));
        const { page, end } = pageOf(under, nameOfPolicy, asked);
        return {
          AttachedPolicies: page.map((arn) => ({ PolicyName: nameOfPolicy(arn), PolicyArn: arn })),
          ...end,
        };
      },
    ),
  };
}

function nameOfPolicy(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function pathOfPolicy(arn: string): string {
  return arn.slice(arn.indexOf("/"), arn.lastIndexOf("/") + 1);
}
