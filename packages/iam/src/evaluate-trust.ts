import { evaluate } from "./evaluate.ts";
import type { IamDecision } from "./iam-decision.ts";
import type { IamPrincipal } from "./match-principal.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** Who wants to assume a role, by which action of STS and under which condition keys. */
export interface TrustRequest {
  readonly principal: IamPrincipal;
  readonly action: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Decides by a role's trust policy alone. An allowing statement whose `through` is `account` only leaves it to the
 * account: the caller's own policies must allow the action too.
 */
export function evaluateTrust(document: PolicyDocument, request: TrustRequest): IamDecision {
  return evaluate({ ...request, resource: "*" }, [{ name: "the trust policy", kind: "trust", document }]);
}
