import type { Policy } from "../syntax/ast.ts";
import { type Claim, isTrueOf, policiesOf } from "./claim.ts";
import { PolicySetEncoding } from "./encode/policy-set-encoding.ts";
import type { Environment } from "./environment.ts";
import { Question } from "./question.ts";
import type { Replay } from "./replay.ts";
import type { RequestCase } from "./request-case.ts";
import { no } from "./smt/term.ts";
import type { Solve, Verdict } from "./verdict.ts";

/** Who answers questions, and who checks the answers. */
export interface Analyst {
  readonly solve: Solve;
  readonly replay: Replay;
}

/** Whether the claim is true of no request of the environment. A request where it is, is replayed before it is told. */
export async function never(
  environment: Environment,
  policies: readonly Policy[],
  claim: Claim,
  { solve, replay }: Analyst,
): Promise<Verdict> {
  const encoding = new PolicySetEncoding(environment, policies, policiesOf(claim));
  if (encoding.unknown !== undefined) {
    return { kind: "unknown", why: `A policy cannot be analysed: ${encoding.unknown}` };
  }
  const formula = encoding.formula(claim);
  if (formula === no) return { kind: "proved" };
  encoding.finish();
  const found = await search(new Question(encoding, formula), solve);
  if (!Array.isArray(found)) return found;
  const shown = found.find((each) => isTrueOf(claim, replay(policies, each)));
  if (shown !== undefined) return { kind: "refuted", case: shown };
  const [first] = found;
  if (first === undefined) return { kind: "unknown", why: "The solver's answer could not be read" };
  const why = "The solver's request does not do what its formulas say when the evaluator decides it";
  return { kind: "discrepancy", case: first, why };
}

/** Requests that satisfy the question, the most readable first. */
async function search(
  question: Question,
  solve: Solve,
): Promise<RequestCase[] | Exclude<Verdict, { case: unknown }>> {
  const answer = await solve(question.script());
  if (answer.kind === "unsat") return { kind: "proved" };
  if (answer.kind === "unknown") return answer;
  const plain = question.requests(answer.output);
  const readable = await solve(question.readableScript());
  if (readable.kind === "sat") return [...question.requests(readable.output).requests, ...plain.requests];
  if (!plain.onlyIllFormed) return [...plain.requests];
  const wellFormed = await solve(question.wellFormedScript());
  if (wellFormed.kind === "unsat") return { kind: "proved" };
  return wellFormed.kind === "unknown" ? wellFormed : [...question.requests(wellFormed.output).requests];
}
