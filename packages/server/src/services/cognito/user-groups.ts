import type { StoreView } from "../../store-port.ts";
import { groups, keyIn, type PoolGroup, type PoolUser } from "./cognito-model.ts";

/** What tokens say of a user's groups. */
export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole: string | undefined;
}

/** By precedence, as Cognito orders them; a role is preferred when the groups that come first agree on one. */
export async function groupClaims(view: StoreView, user: PoolUser): Promise<GroupClaims> {
  const found: PoolGroup[] = [];
  for (const name of user.groups) {
    const kept = await groups.get(view, keyIn(user.poolId, name));
    if (kept !== undefined) found.push(kept.body);
  }
  const rank = ({ precedence }: PoolGroup) => precedence ?? Number.POSITIVE_INFINITY;
  const ordered = found.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  const withRole = ordered.filter(({ roleArn }) => roleArn !== undefined);
  const [first] = withRole;
  const firsts = withRole.filter((group) => first !== undefined && rank(group) === rank(first));
  const agreed = new Set(firsts.map(({ roleArn }) => roleArn));
  return {
    groups: ordered.map(({ name }) => name),
    roles: [...new Set(withRole.flatMap(({ roleArn = "" }) => roleArn))],
    preferredRole: agreed.size === 1 ? first?.roleArn : undefined,
  };
}
