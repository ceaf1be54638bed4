import type { Policy } from "../syntax/ast.ts";
import { applies, every, fails, isTrueOf, negation, some } from "./claim.ts";
import { allowedBy } from "./compare-sets.ts";
import type { Environment } from "./environment.ts";
import { type FailingExpression, failingExpression } from "./failing-expression.ts";
import { type Analyst, never } from "./never.ts";
import type { RequestCase } from "./request-case.ts";
import type { Verdict } from "./verdict.ts";

/** What is worth telling about a policy among others, for the calls of one tool by one kind of caller. */
export type PolicyFinding =
  /** No call satisfies scope and conditions. AWS calls it ALLOW_NONE and DENY_NONE. */
  | { readonly kind: "never applies" }
  /** With the policy every call is allowed: ALLOW_ALL. `example` is one of them. */
  | { readonly kind: "allows all"; readonly example: RequestCase }
  /** The forbid applies to every call: DENY_ALL. */
  | { readonly kind: "denies all"; readonly example: RequestCase }
  /** Whenever the permit applies, a forbid does too. */
  | { readonly kind: "overridden"; readonly example: RequestCase }
  /** Without the policy every call is decided the same. */
  | { readonly kind: "redundant"; readonly example: RequestCase }
  /** On this call the policy is skipped, for this expression. */
  | {
      readonly kind: "can fail";
      readonly example: RequestCase;
      readonly expression: FailingExpression | undefined;
    }
  /** What could not be told, and why. */
  | { readonly kind: "unknown"; readonly question: FindingQuestion; readonly why: string };

export type FindingQuestion = Exclude<PolicyFinding["kind"], "unknown">;

/** The findings of the policy at `place` among the policies in force. */
export async function policyFindings(
  environment: Environment,
  policies: readonly Policy[],
  place: number,
  analyst: Analyst,
): Promise<readonly PolicyFinding[]> {
  const policy = policies[place];
  if (policy === undefined) return [];
  const ask = (claim: Parameters<typeof never>[2]) => never(environment, policies, claim, analyst);
  const findings: PolicyFinding[] = [];

  const application = await ask(applies(place));
  findings.push(...unknown("never applies", application));
  if (application.kind === "proved") findings.push({ kind: "never applies" });
  if (application.kind === "refuted") {
    const outcomes = analyst.replay(policies, application.case);
    for (const { kind, claim } of questions(policies, policy, place)) {
      // most policies show on the one call already that they make a difference
      if (isTrueOf(claim, outcomes)) continue;
      const verdict = await ask(claim);
      findings.push(...unknown(kind, verdict));
      if (verdict.kind !== "proved") continue;
      findings.push({ kind, example: application.case });
      // what a forbid undoes has no effect either, for that same reason
      if (kind === "overridden") break;
    }
  }

  const failure = await ask(fails(place));
  findings.push(...unknown("can fail", failure));
  if (failure.kind === "refuted") {
    const example = failure.case;
    findings.push({ kind: "can fail", example, expression: failingExpression(policy, example) });
  }
  return findings;
}

/** For each finding the claim that no request must satisfy for it to hold. */
function questions(policies: readonly Policy[], policy: Policy, place: number) {
  const others = (effect: Policy["effect"]) =>
    some(
      ...[...policies.keys()]
        .filter((each) => each !== place && policies[each]?.effect === effect)
        .map(applies),
    );
  const without = [...policies.keys()].filter((each) => each !== place);
  if (policy.effect === "forbid") {
    return [
      { kind: "denies all", claim: negation(applies(place)) },
      { kind: "redundant", claim: every(applies(place), negation(others("forbid"))) },
    ] as const;
  }
  return [
    { kind: "allows all", claim: negation(allowedBy(policies, policies.keys())) },
    { kind: "overridden", claim: every(applies(place), negation(others("forbid"))) },
    {
      kind: "redundant",
      claim: every(allowedBy(policies, policies.keys()), negation(allowedBy(policies, without))),
    },
  ] as const;
}

function unknown(question: FindingQuestion, verdict: Verdict): readonly PolicyFinding[] {
  if (verdict.kind === "unknown") return [{ kind: "unknown", question, why: verdict.why }];
  return verdict.kind === "discrepancy" ? [{ kind: "unknown", question, why: verdict.why }] : [];
}
