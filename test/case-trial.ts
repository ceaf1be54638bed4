/** Whether the verdicts on random policies are true: cases by the evaluator, proofs by random requests that try to refute them. */
import {
  applies,
  type Claim,
  environment,
  fails,
  negation,
  never,
  type RequestCase,
  replay,
  type Solve,
  type Verdict,
} from "@toolgate/policy";
import { randomSet, shown } from "./random-sets.ts";
import { typedTool } from "./random-typed-policies.ts";

export interface CaseTrialSize {
  readonly sets: number;
  readonly policies: number;
  /** That try to refute a proof. */
  readonly requests: number;
}

export interface CaseTrialResult {
  readonly verdicts: Readonly<Record<Verdict["kind"], number>>;
  /** Proofs that a request refutes, and requests that the evaluator decides otherwise. */
  readonly wrong: readonly string[];
}

const claims: readonly Claim[] = [applies(0), fails(0), negation(applies(0))];

/** Asks of each policy whether it ever applies, ever fails, and ever does not apply. */
export async function caseTrial(solve: Solve, seed: number, size: CaseTrialSize): Promise<CaseTrialResult> {
  const verdicts = { proved: 0, refuted: 0, unknown: 0, discrepancy: 0 };
  const wrong: string[] = [];
  for (let set = 0; set < size.sets; set += 1) {
    const { kind, texts, policies, request } = randomSet(seed, set, size.policies);
    const requests = Array.from({ length: size.requests }, request);
    for (const [place, policy] of policies.entries()) {
      for (const claim of claims) {
        const verdict = await never(environment(typedTool, kind), [policy], claim, { solve, replay });
        verdicts[verdict.kind] += 1;
        const refuting =
          verdict.kind === "proved"
            ? requests.find((each) => isTrue(claim, replay([policy], each)[0]))
            : undefined;
        if (verdict.kind === "discrepancy") wrong.push(told(texts[place], claim, verdict.case));
        if (refuting !== undefined) wrong.push(told(texts[place], claim, refuting));
      }
    }
  }
  return { verdicts, wrong };
}

/** Written anew, so that a mistake in the claims' own meaning is found. */
function isTrue(claim: Claim, outcome: string | undefined): boolean {
  if (claim.kind === "not") return outcome !== "applies";
  return outcome === claim.kind;
}

function told(text: string | undefined, claim: Claim, request: RequestCase): string {
  return `${JSON.stringify(claim)} of ${text}\n  ${shown(request)}`;
}
