import type { Principal } from "./decision.ts";

export type PrincipalResult =
  | { readonly ok: true; readonly principal: Principal }
  | { readonly ok: false; readonly message: string };

/** The caller of a gateway without an authorizer, with neither attributes nor tags: only an open principal matches it. */
export const anonymousPrincipal: Principal = { type: "AgentCore::Anonymous", id: "anonymous", tags: {} };

/**
 * The caller who signed with an IAM identity: a role without the name of its session, all others as they are. It has no
 * tags. Source: AWS guide, "Policy schema: IamEntity".
 */
export function principalFromArn(arn: string): Principal {
  const role = /^(arn:[^:]+:sts::\d{12}:assumed-role\/[^/]+)\/[^/]+$/.exec(arn)?.[1];
  return { type: "AgentCore::IamEntity", id: role ?? arn, tags: {} };
}

const loneSurrogate = /\p{Surrogate}/u;

/** The caller of a verified token: its `sub` names it, each claim becomes a tag. Source: AWS guide, "Policy schema: OAuthUser". */
export function principalFromClaims(claims: Readonly<Record<string, unknown>>): PrincipalResult {
  const subject = Object.hasOwn(claims, "sub") ? claims.sub : undefined;
  if (typeof subject !== "string" || subject === "") {
    return refuse(
      "The token has no claim 'sub' that is a non-empty string, so the caller has no name for policies",
    );
  }
  const tags: [string, string][] = [];
  for (const [name, claim] of Object.entries(claims)) {
    const tag = tagText(claim);
    if (tag === undefined) continue;
    // Cedar's strings are Unicode: half a pair would be replaced, and two different callers could become equal
    if (loneSurrogate.test(name) || loneSurrogate.test(tag)) {
      return refuse("A claim of the token holds half of a surrogate pair, which is no character");
    }
    tags.push([name, tag]);
  }
  return {
    ok: true,
    principal: { type: "AgentCore::OAuthUser", id: subject, tags: Object.fromEntries(tags) },
  };
}

/** Strings as they are, all else as compact JSON, null as no tag: a list is matched by `like "*\"admin\"*"`. */
function tagText(claim: unknown): string | undefined {
  if (claim === null || claim === undefined) return undefined;
  return typeof claim === "string" ? claim : JSON.stringify(claim);
}

function refuse(message: string): PrincipalResult {
  return { ok: false, message };
}
