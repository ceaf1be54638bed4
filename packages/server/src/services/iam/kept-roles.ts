import type { KnownRole, Roles } from "../../roles-port.ts";
import type { Store, StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { deletedRoles, keyOf, type RoleBody, roles, type Tags } from "./iam-kept.ts";
import { policySources } from "./policy-sources.ts";
import { keptPolicy } from "./policy-text.ts";

/** The role of that ARN, path and case included. */
export async function roleAt(view: StoreView, arn: string): Promise<Kept<RoleBody> | undefined> {
  const name = /^arn:aws:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  const kept = name === undefined ? undefined : await roles.get(view, keyOf(name));
  return kept?.arn === arn ? kept : undefined;
}

/** Tags as a record; the keys are AWS's and may be any text. */
export function tagsByKey(tags: Tags): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** The roles of the store, those that were deleted included. */
export function keptRoles(store: Store): Roles {
  return {
    find: (roleArn) =>
      store.read(async (view) => {
        const kept = await roleAt(view, roleArn);
        if (kept !== undefined) return knownRole(view, kept);
        return (await deletedRoles.get(view, roleArn)) === undefined ? undefined : "deleted";
      }),
  };
}

async function knownRole(view: StoreView, { arn, body }: Kept<RoleBody>): Promise<KnownRole> {
  return {
    arn,
    id: body.id,
    name: body.name,
    trust: keptPolicy(body.trust),
    sources: await policySources(view, body),
    tags: tagsByKey(body.tags),
    maxSessionDuration: body.maxSessionDuration,
  };
}
