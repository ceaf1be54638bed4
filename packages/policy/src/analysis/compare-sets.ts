import type { Policy } from "../syntax/ast.ts";
import { applies, type Claim, every, negation, some } from "./claim.ts";
import type { Environment } from "./environment.ts";
import { type Analyst, never } from "./never.ts";
import type { Verdict } from "./verdict.ts";

export interface Comparison {
  readonly kind: "equivalent" | "allows more" | "allows less" | "both" | "unknown";
  /** Refuted by a request that is allowed after and was not before. */
  readonly allowsNothingMore: Verdict;
  /** Refuted by a request that was allowed before and is not after. */
  readonly allowsNothingLess: Verdict;
}

/** What a change of an engine's policies does to the calls of one tool by one kind of caller. */
export async function compareSets(
  environment: Environment,
  before: readonly Policy[],
  after: readonly Policy[],
  analyst: Analyst,
): Promise<Comparison> {
  const policies = [...before, ...after];
  const was = allowedBy(policies, before.keys());
  const is = allowedBy(
    policies,
    after.map((_, place) => before.length + place),
  );
  const allowsNothingMore = await never(environment, policies, every(is, negation(was)), analyst);
  const allowsNothingLess = await never(environment, policies, every(was, negation(is)), analyst);
  return { kind: kindOf(allowsNothingMore, allowsNothingLess), allowsNothingMore, allowsNothingLess };
}

/** Cedar's decision: a permit among the policies at these places applies, and no forbid. */
export function allowedBy(policies: readonly Policy[], places: Iterable<number>): Claim {
  const all = [...places];
  const having = (effect: Policy["effect"]) =>
    some(...all.filter((place) => policies[place]?.effect === effect).map(applies));
  return every(having("permit"), negation(having("forbid")));
}

function kindOf(more: Verdict, less: Verdict): Comparison["kind"] {
  const known = (verdict: Verdict) => verdict.kind === "proved" || verdict.kind === "refuted";
  if (!known(more) || !known(less)) return "unknown";
  if (more.kind === "refuted") return less.kind === "refuted" ? "both" : "allows more";
  return less.kind === "refuted" ? "allows less" : "equivalent";
}
