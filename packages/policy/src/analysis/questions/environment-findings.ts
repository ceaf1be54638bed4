import type { Policy } from "../../syntax/ast.ts";
import { applies, every, negation } from "../claim.ts";
import { type EngineFinding, engineFindings } from "../engine-findings.ts";
import type { Environment } from "../environment.ts";
import { type Analyst, never } from "../never.ts";
import { concerns } from "./concerns.ts";

/** What is worth telling of one policy for the calls of one tool by one kind of caller. */
export interface EnvironmentFindings {
  readonly environment: Environment;
  readonly findings: readonly EngineFinding[];
  /** Places of single policies that overrule it, or say the same, wherever it applies. */
  readonly because: readonly number[];
}

/** Candidates beyond these are not asked about. */
const mostCandidates = 20;

/** The findings of the policy at `place` among all that are in force, as they are found when it is written. */
export async function environmentFindings(
  environment: Environment,
  policies: readonly Policy[],
  place: number,
  analyst: Analyst,
): Promise<EnvironmentFindings> {
  const policy = policies[place];
  if (policy === undefined) return { environment, findings: [], because: [] };
  // a policy that is for other calls says nothing of these, and need not be encoded
  const near = [...policies.keys()].filter((each) => concerns(policies[each] ?? policy, environment));
  const others = near.map((each) => policies[each] ?? policy);
  const here = near.indexOf(place);
  const findings = await engineFindings(environment, others, here, analyst);
  const has = (kind: EngineFinding["kind"]) => findings.some((finding) => finding.kind === kind);
  const opposite = policy.effect === "permit" ? "forbid" : "permit";
  const effect = has("overridden") ? opposite : has("redundant") ? policy.effect : undefined;
  const because: number[] = [];
  const candidates = [...near.keys()].filter((each) => each !== here && others[each]?.effect === effect);
  for (const each of effect === undefined ? [] : candidates.slice(0, mostCandidates)) {
    const verdict = await never(environment, others, every(applies(here), negation(applies(each))), analyst);
    if (verdict.kind === "proved") because.push(near[each] ?? place);
  }
  return { environment, findings, because };
}
