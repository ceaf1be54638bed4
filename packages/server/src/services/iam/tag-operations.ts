import { type ServiceOperation, serviceOperation } from "../service.ts";
import { paging, tagKeys, tags } from "./iam-inputs.ts";
import type { UserBody } from "./iam-kept.ts";
import { changePermissions, type IamParts } from "./iam-parts.ts";
import { type IdentityKind, identityNamed } from "./identity-kind.ts";
import { pageOf } from "./page-of.ts";
import { tagsWith, tagsWithout } from "./tag-rules.ts";

/** TagRole, UntagRole, ListRoleTags, and the same for users. Tags are permissions too: conditions read them. */
export function tagOperations<Body extends UserBody>(
  parts: IamParts,
  kind: IdentityKind<Body>,
): Record<string, ServiceOperation> {
  const { title, collection } = kind;
  return {
    [`Tag${title}`]: serviceOperation(kind.input({ Tags: tags }), async ({ name, Tags }, call) => {
      await changePermissions(parts, call, async (change) => {
        const kept = await identityNamed(kind, change, name);
        await collection.put(change, {
          ...kept,
          body: { ...kept.body, tags: tagsWith(kept.body.tags, Tags) },
        });
      });
      return {};
    }),
    [`Untag${title}`]: serviceOperation(kind.input({ TagKeys: tagKeys }), async ({ name, TagKeys }, call) => {
      await changePermissions(parts, call, async (change) => {
        const kept = await identityNamed(kind, change, name);
        const left = tagsWithout(kept.body.tags, TagKeys);
        await collection.put(change, { ...kept, body: { ...kept.body, tags: left } });
      });
      return {};
    }),
    [`List${title}Tags`]: serviceOperation(kind.input(paging), async ({ name, ...asked }) => {
      const { body } = await parts.store.read((view) => identityNamed(kind, view, name));
      const { page, end } = pageOf(body.tags, ({ Key }) => Key.toLowerCase(), asked);
      return { Tags: page, ...end };
    }),
  };
}
