import type { PrincipalPattern, Selection } from "./policy-document.ts";

/** Who makes a request: a service, a federated identity, or the ARNs that a user, role or session goes by. */
export interface IamPrincipal {
  readonly service?: string;
  readonly aws?: string | readonly string[];
  readonly federated?: string;
}

/** How a Principal element takes in the caller: by its own name, as everyone, or by its whole account. */
export type PrincipalMatch = "named" | "everyone" | "account";

/** How the element takes in the principal; undefined when it does not. */
export function matchPrincipal(
  { except, patterns }: Selection<PrincipalPattern>,
  principal: IamPrincipal,
): PrincipalMatch | undefined {
  const matches = patterns.map((pattern) => matchOne(pattern, principal));
  if (except) return matches.some((match) => match !== undefined) ? undefined : "everyone";
  return matches.find((match) => match === "named") ?? matches.find((match) => match !== undefined);
}

function matchOne({ kind, name }: PrincipalPattern, principal: IamPrincipal): PrincipalMatch | undefined {
  if (name === "*" && kind === "AWS") return "everyone";
  if (kind === "Service") return principal.service === name ? "named" : undefined;
  if (kind === "Federated") return principal.federated === name ? "named" : undefined;
  if (kind === "CanonicalUser") return undefined;
  const arns = [principal.aws ?? []].flat();
  if (arns.includes(name)) return "named";
  const account = /^\d{12}$/.test(name) ? name : /^arn:[a-z-]+:iam::(\d{12}):root$/.exec(name)?.[1];
  return account !== undefined && arns.some((arn) => arn.split(":")[4] === account) ? "account" : undefined;
}
