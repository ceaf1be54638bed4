import { evaluate } from "./evaluate.ts";
import type { IamDecision, IamRequest, PolicySource } from "./iam-decision.ts";

/** A request that the documents do not allow, and why. */
export interface MissingPermission {
  readonly request: IamRequest;
  readonly decision: Exclude<IamDecision, { outcome: "allowed" }>;
}

/** Those of the requests that the documents do not allow, in their order. */
export function missingPermissions(
  requests: readonly IamRequest[],
  sources: readonly PolicySource[],
): MissingPermission[] {
  return requests.flatMap((request) => {
    const decision = evaluate(request, sources);
    return decision.outcome === "allowed" ? [] : [{ request, decision }];
  });
}
