import type { Policy } from "../syntax/ast.ts";
import { type Claim, isTrueOf, type PolicyOutcome, policiesOf } from "./claim.ts";
import type { RequestCase } from "./request-case.ts";
import type { Verdict } from "./verdict.ts";

/** What Cedar itself makes of each of the policies for the request; undefined where it cannot be asked. */
export type Referee = (
  policies: readonly Policy[],
  request: RequestCase,
) => Promise<readonly PolicyOutcome[] | undefined>;

/** The verdict on a request that our evaluator shows the claim by: told as a fact where the referee agrees, and only there. */
export async function confirm(
  policies: readonly Policy[],
  claim: Claim,
  request: RequestCase,
  referee: Referee | undefined,
): Promise<Verdict> {
  if (referee === undefined) return { kind: "refuted", case: request };
  const places = policiesOf(claim);
  const answer = await referee(
    places.flatMap((place) => policies[place] ?? []),
    request,
  );
  if (answer === undefined) {
    return { kind: "unknown", why: "Cedar could not be asked whether the case that was found is one" };
  }
  const outcomes: PolicyOutcome[] = [];
  for (const [index, place] of places.entries()) outcomes[place] = answer[index] ?? "does not apply";
  if (isTrueOf(claim, outcomes)) return { kind: "refuted", case: request };
  const why = "Toolgate's evaluator says that the policies do this, and Cedar says that they do not";
  return { kind: "discrepancy", case: request, why };
}
