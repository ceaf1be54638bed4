import type { StoreView } from "../../store-port.ts";
import { roles, users } from "./iam-kept.ts";

/** How many roles and users each policy is attached to, by ARN. */
export async function attachmentCounts(view: StoreView): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { body } of [...(await roles.list(view)), ...(await users.list(view))]) {
    for (const arn of body.attached) counts.set(arn, (counts.get(arn) ?? 0) + 1);
  }
  return counts;
}

/** The roles and users a policy is attached to. */
export async function entitiesWith(view: StoreView, arn: string) {
  const having = <Kept extends { body: { attached: string[] } }>(kept: Kept[]) =>
    kept.filter(({ body }) => body.attached.includes(arn));
  return { roles: having(await roles.list(view)), users: having(await users.list(view)) };
}
