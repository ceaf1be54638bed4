import { type ServiceOperation, serviceOperation } from "../service.ts";
import { limitExceeded, noSuchEntity } from "./iam-faults.ts";
import { documentText, paging, policyName } from "./iam-inputs.ts";
import type { UserBody } from "./iam-kept.ts";
import { changePermissions, type IamParts } from "./iam-parts.ts";
import { type IdentityKind, identityNamed } from "./identity-kind.ts";
import { pageOf } from "./page-of.ts";
import { checkedPolicy, encodedPolicy, policySize } from "./policy-text.ts";

/** PutRolePolicy, GetRolePolicy, ListRolePolicies, DeleteRolePolicy, and the same for users. */
export function inlinePolicyOperations<Body extends UserBody>(
  parts: IamParts,
  kind: IdentityKind<Body>,
): Record<string, ServiceOperation> {
  const { title, label, collection, inlineLimit } = kind;
  const missing = (name: string) => noSuchEntity(`The ${label} policy with name ${name} cannot be found.`);

  return {
    [`Put${title}Policy`]: serviceOperation(
      kind.input({ PolicyName: policyName, PolicyDocument: documentText }),
      async ({ name, PolicyName, PolicyDocument }, call) => {
        checkedPolicy(PolicyDocument, "identity");
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(kind, change, name);
          const others = kept.body.inline.filter((policy) => policy.name !== PolicyName);
          const inline = [...others, { name: PolicyName, text: PolicyDocument }];
          const size = inline.reduce((sum, { text }) => sum + policySize(text), 0);
          if (size > inlineLimit) {
            throw limitExceeded(`Maximum policy size of ${inlineLimit} bytes exceeded for ${label} ${name}`);
          }
          await collection.put(change, { ...kept, body: { ...kept.body, inline } });
        });
        return {};
      },
    ),
    [`Get${title}Policy`]: serviceOperation(
      kind.input({ PolicyName: policyName }),
      async ({ name, PolicyName }) => {
        const { body } = await parts.store.read((view) => identityNamed(kind, view, name));
        const policy = body.inline.find((inline) => inline.name === PolicyName);
        if (policy === undefined) throw missing(PolicyName);
        return { [`${title}Name`]: name, PolicyName, PolicyDocument: encodedPolicy(policy.text) };
      },
    ),
    [`List${title}Policies`]: serviceOperation(kind.input(paging), async ({ name, ...asked }) => {
      const { body } = await parts.store.read((view) => identityNamed(kind, view, name));
      const { page, end } = pageOf(body.inline, (policy) => policy.name, asked);
      return { PolicyNames: page.map((policy) => policy.name), ...end };
    }),
    [`Delete${title}Policy`]: serviceOperation(
      kind.input({ PolicyName: policyName }),
      async ({ name, PolicyName }, call) => {
        await changePermissions(parts, call, async (change) => {
          const kept = await identityNamed(kind, change, name);
          const inline = kept.body.inline.filter((policy) => policy.name !== PolicyName);
          if (inline.length === kept.body.inline.length) throw missing(PolicyName);
          await collection.put(change, { ...kept, body: { ...kept.body, inline } });
        });
        return {};
      },
    ),
  };
}
