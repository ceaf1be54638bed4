import type { Policy as CedarPolicy, EngineFinding } from "@toolgate/policy";
import type { AnalysedUse } from "./analysed-uses.ts";
import type { ProofAnswer } from "./proofs.ts";

/** What was found out about one tool and one kind of caller. */
export interface ProvedUse extends AnalysedUse {
  readonly answer: ProofAnswer;
}

/** A policy with the exact ARNs of gateways, and as it was written. */
export interface ToldPolicy {
  readonly parsed: CedarPolicy;
  readonly statement: string;
  readonly written: string;
}

/** The findings of one use; none where nobody looked. */
export function findingsOf({ answer }: ProvedUse): readonly EngineFinding[] {
  return answer.kind === "findings" ? answer.findings : [];
}
