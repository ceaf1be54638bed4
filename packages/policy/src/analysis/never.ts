import type { Policy } from "../syntax/ast.ts";
import { type Claim, isTrueOf, policiesOf } from "./claim.ts";
import { confirm, type Referee } from "./confirm.ts";
import { decodeRequest } from "./decode-request.ts";
import { PolicySetEncoding } from "./encode/policy-set-encoding.ts";
import type { Environment } from "./environment.ts";
import { isPlainlyFalse } from "./plainly-false.ts";
import { Question } from "./question.ts";
import type { Replay } from "./replay.ts";
import type { RequestCase } from "./request-case.ts";
import { Model } from "./smt/model.ts";
import { no } from "./smt/term.ts";
import type { Solve, Verdict } from "./verdict.ts";

/** Who answers questions, and who checks the answers. */
export interface Analyst {
  readonly solve: Solve;
  readonly replay: Replay;
  /** Asked about every case before it is told as a fact. */
  readonly referee?: Referee | undefined;
}

/** Whether the claim is true of no request of the environment. A request where it is, is replayed before it is told. */
export async function never(
  environment: Environment,
  policies: readonly Policy[],
  claim: Claim,
  { solve, replay, referee }: Analyst,
): Promise<Verdict> {
  if (isPlainlyFalse(claim, policies)) return { kind: "proved" };
  const encoding = new PolicySetEncoding(environment, policies, policiesOf(claim));
  if (encoding.unknown !== undefined) {
    return { kind: "unknown", why: `A policy cannot be analysed: ${encoding.unknown}` };
  }
  const formula = encoding.formula(claim);
  if (formula === no) return { kind: "proved" };
  encoding.finish();
  const shows = (request: RequestCase) => isTrueOf(claim, replay(policies, request));

  const plainest = decodeRequest(encoding, new Model([], []));
  if (shows(plainest)) return confirm(policies, claim, plainest, referee);
  const found = await search(new Question(encoding, formula), solve);
  if (found.kind !== "found") return found;
  const [first] = found.requests;
  if (first === undefined) return { kind: "unknown", why: "The solver's answer could not be read" };
  const shown = found.requests.flatMap((each) => [named(each), each]).find(shows);
  if (shown !== undefined) return confirm(policies, claim, shown, referee);
  const why = "The formulas say that the policies do this, and the evaluator says that they do not";
  return { kind: "discrepancy", case: first, why };
}

/** The most readable first. */
interface Found {
  readonly kind: "found";
  readonly requests: readonly RequestCase[];
}

/** A caller whose name the solver left blank has one to read, where that makes no difference. */
function named(request: RequestCase): RequestCase {
  const { principal } = request;
  if (principal.id.trim() !== "") return request;
  const tags = "sub" in principal.tags ? { ...principal.tags, sub: "someone" } : principal.tags;
  return { ...request, principal: { ...principal, id: "someone", tags } };
}

async function search(
  question: Question,
  solve: Solve,
): Promise<Found | Extract<Verdict, { kind: "proved" | "unknown" }>> {
  const answer = await solve(question.script());
  if (answer.kind === "unsat") return { kind: "proved" };
  if (answer.kind === "unknown") return answer;
  const { requests, onlyIllFormed } = question.requests(answer.output);
  const readable = await solve(question.readableScript());
  if (readable.kind === "sat") {
    return { kind: "found", requests: [...question.requests(readable.output).requests, ...requests] };
  }
  if (!onlyIllFormed) return { kind: "found", requests };
  const wellFormed = await solve(question.wellFormedScript());
  if (wellFormed.kind === "unsat") return { kind: "proved" };
  if (wellFormed.kind === "unknown") return wellFormed;
  return { kind: "found", requests: question.requests(wellFormed.output).requests };
}
