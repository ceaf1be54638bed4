import type { StoreView } from "../store-port.ts";

/** Condition keys of the tags that the request sets or names, and of those that what it is done to has. */
export async function tagKeys(
  input: object,
  resources: readonly string[],
  view: StoreView,
): Promise<Record<string, string | readonly string[]>> {
  const set = "tags" in input && typeof input.tags === "object" && input.tags !== null ? input.tags : {};
  const removed = "tagKeys" in input && Array.isArray(input.tagKeys) ? input.tagKeys.map(String) : [];
  const names = [...Object.keys(set), ...removed];
  const carried: Record<string, string> = {};
  // A policy has no tags of its own: those of its engine stand for it.
  for (const resource of resources) Object.assign(carried, await view.tags.of(resource));
  return {
    ...keyed("RequestTag", set),
    ...keyed("ResourceTag", carried),
    ...(names.length === 0 ? {} : { "aws:TagKeys": names }),
  };
}

function keyed(prefix: string, tags: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([name, value]) => [`aws:${prefix}/${name}`, String(value)]),
  );
}
