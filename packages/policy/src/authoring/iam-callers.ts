import { wildcard } from "../syntax/ast.ts";
import { quotePattern, quoteText } from "../syntax/quote-text.ts";
import type { IamCallers } from "./intermediate.ts";

/** The ARN of the one role or user that is meant; undefined where it may be one of several. */
export function iamArn({ account, role, rolePrefix, user }: IamCallers): string | undefined {
  if (account === undefined || rolePrefix !== undefined) return undefined;
  if (user !== undefined) return `arn:aws:iam::${account}:user/${user}`;
  return role === undefined ? undefined : `arn:aws:sts::${account}:assumed-role/${role}`;
}

/** What the ARN of each of several has to be like; undefined where it is one, or any. */
export function iamIdTest(who: IamCallers): string | undefined {
  const { account, role, rolePrefix } = who;
  if (rolePrefix !== undefined || (role !== undefined && account === undefined)) {
    const name = `:assumed-role/${rolePrefix ?? role}`;
    const whole =
      account === undefined ? ["arn:aws:sts::", wildcard, name] : [`arn:aws:sts::${account}${name}`];
    return `principal.id like ${quotePattern(rolePrefix === undefined ? whole : [...whole, wildcard])}`;
  }
  return account === undefined || iamArn(who) !== undefined
    ? undefined
    : `principal.id like ${quotePattern([wildcard, `:${account}:`, wildcard])}`;
}

/** The whole test for a caller of any kind. */
export function isIamCaller(who: IamCallers): string {
  const arn = iamArn(who);
  const test = arn === undefined ? iamIdTest(who) : `principal == AgentCore::IamEntity::${quoteText(arn)}`;
  const kind = "principal is AgentCore::IamEntity";
  return test === undefined ? kind : `${kind} && ${test}`;
}
